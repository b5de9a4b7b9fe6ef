using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using SharpYaml.Events;
using SharpYaml.Schemas;

namespace Redoubt.Yaml.Tests.Differential;

/// <summary>What a plain scalar means, beside another reader of YAML 1.1. Where they disagree, a rule says by name why that is right.</summary>
public partial class ScalarDifferentialTests
{
    private static readonly ExtendedSchema Other = new();

    private static readonly (string Why, Regex Text)[] Rules =
    [
        ("JSON has no times: they stay text", Time()),
        ("Go takes `0X`, `0B` and `0O` as `0x`, `0b` and `0o`", UpperPrefix()),
        ("Go takes `_` out wherever it stands, and takes none out of what begins with `.`", Underscore()),
        ("what is no octal number for its point, its exponent or an 8 or 9 is a decimal one", DecimalWithLeadingZero()),
        ("a number that 64 bits cannot hold is text", Huge()),
    ];

    [Property(MaxTest = 5_000)]
    public void Another_reader_takes_a_plain_scalar_alike_or_a_rule_says_why_not(int seed)
    {
        var text = RandomScalar.Make(seed);
        Assert.True(IsAlike(text) || Rules.Any(rule => rule.Text.IsMatch(text)), $"{text}: {Ours(text)}, the other reader {Theirs(text)}");
    }

    [Fact]
    public void Every_rule_is_needed()
    {
        var different = Enumerable.Range(0, 5_000).Select(RandomScalar.Make).Where(text => !IsAlike(text)).ToList();

        Assert.All(Rules, rule => Assert.True(different.Exists(text => Rules.Where(one => one.Text.IsMatch(text)).SequenceEqual([rule])), rule.Why));
    }

    private static bool IsAlike(string text) => Theirs(text) is not { } other || other == Ours(text);

    private static string Ours(string text)
    {
        var read = Recorder.Read(text);
        return read.Problems.Count > 0 ? "a problem" : read.Documents[0].Json;
    }

    /// <summary>What the other reader takes; null if it refuses a number or day that it cannot hold.</summary>
    private static string? Theirs(string text)
    {
        object? value;
        try
        {
            if (!Other.TryParse(new Scalar(text), parseValue: true, out _, out value))
            {
                return Quote(text);
            }
        }
        catch (Exception refused) when (refused is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }

        return value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            double number => double.IsFinite(number) ? GoJson.Number(number) : "a problem",
            string same => Quote(same),
            DateTime => "a time",
            IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static string Quote(string text)
    {
        var json = new StringBuilder();
        GoJson.AppendString(json, text);
        return json.ToString();
    }

    [GeneratedRegex(@"^\d{4}-\d")]
    private static partial Regex Time();

    [GeneratedRegex("^[-+]?0[XBO]")]
    private static partial Regex UpperPrefix();

    [GeneratedRegex("_")]
    private static partial Regex Underscore();

    [GeneratedRegex(@"^[-+]?0\d*([89]|\d[.eE])")]
    private static partial Regex DecimalWithLeadingZero();

    [GeneratedRegex(@"[eE]\+?\d{3}")]
    private static partial Regex Huge();
}
