using System.Globalization;

namespace Redoubt.Yaml.Tests.Differential;

/// <summary>Makes plain scalars that look like numbers, booleans, nulls and times, or nearly do.</summary>
internal sealed class RandomScalar(int seed)
{
    private static readonly string[] Words =
    [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ".inf", "-.inf", "+.inf", ".nan", "inf", "nan", "none", "nil", "t", "f", "<<", "=", "web", "1.2.3", "e", "x",
    ];

    private readonly Random _random = new(seed);

    public static string Make(int seed)
    {
        var random = new RandomScalar(seed);
        var text = random.Text();
        // Sometimes one character too many: nearly a number is a text.
        return random.Chance(6) ? text.Insert(random._random.Next(1, text.Length + 1), random.Chance(2) ? "_" : "x.e0"[random._random.Next(4)].ToString()) : text;
    }

    private string Text() => _random.Next(8) switch
    {
        0 => Cased(Words[_random.Next(Words.Length)]),
        1 => Sign() + Digits("0123456789"),
        2 => Sign() + "0" + Digits("01234567"),
        3 => Sign() + Prefixed(),
        4 => Sign() + Digits("0123456789") + "." + (Chance(4) ? "" : Digits("0123456789")) + Exponent(),
        5 => Sign() + (Chance(2) ? "." : "") + Digits("0123456789") + Exponent(),
        6 => Sign() + _random.Next(100).ToString(CultureInfo.InvariantCulture) + ":" + _random.Next(70).ToString("00", CultureInfo.InvariantCulture),
        _ => $"20{_random.Next(100):00}-{_random.Next(1, 14)}-{_random.Next(1, 33):00}" + (Chance(2) ? "T10:00:00Z" : ""),
    };

    private string Prefixed() => _random.Next(4) switch
    {
        0 => "0x" + Digits("0123456789abcdefABCDEF"),
        1 => "0b" + Digits("01"),
        2 => "0o" + Digits("01234567"),
        _ => "0X" + Digits("0123456789abcdef"),
    };

    private string Digits(string alphabet)
    {
        var length = Chance(5) ? _random.Next(15, 24) : _random.Next(1, 6);
        return string.Concat(Enumerable.Range(0, length).Select(i => (i > 0 && Chance(12) ? "_" : "") + alphabet[_random.Next(alphabet.Length)]));
    }

    private string Exponent() => Chance(2) ? "" : (Chance(2) ? "e" : "E") + (Chance(2) ? "" : Chance(2) ? "+" : "-") + _random.Next(40).ToString(CultureInfo.InvariantCulture);

    private string Sign() => Chance(3) ? (Chance(2) ? "-" : "+") : "";

    private string Cased(string word) => _random.Next(4) switch
    {
        0 => word.ToUpperInvariant(),
        1 => char.ToUpperInvariant(word[0]) + word[1..],
        2 => word[..^1] + word[^1..].ToUpperInvariant(),
        _ => word,
    };

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
