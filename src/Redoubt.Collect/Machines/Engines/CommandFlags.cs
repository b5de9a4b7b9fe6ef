using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>A command line as programs written in Go with pflag read it: <c>--name=value</c>, <c>--name value</c>, <c>-n value</c>, <c>-nvalue</c>; a switch needs no value.</summary>
internal static class CommandFlags
{
    /// <summary>The flags in their order, each with its long name.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="letters">Long names of flags of one letter.</param>
    /// <param name="switches">Flags that take no word after them.</param>
    public static IEnumerable<(string Name, UnitWord Value)> Read(IReadOnlyList<UnitWord> arguments, IReadOnlyDictionary<char, string> letters, IReadOnlySet<string> switches)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var text = arguments[i].Text;
            if (text == "--")
            {
                yield break;
            }

            if (text is not ['-', _, ..])
            {
                continue;
            }

            var (name, value) = Split(text, letters);
            if (value is null && !switches.Contains(name) && i + 1 < arguments.Count)
            {
                value = arguments[++i].Text;
            }

            yield return (name, arguments[i] with { Text = value ?? "true" });
        }
    }

    private static (string Name, string? Value) Split(string text, IReadOnlyDictionary<char, string> letters)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        // -H=x is x for pflag too.
        if (!text.StartsWith("--", StringComparison.Ordinal) && letters.TryGetValue(text[1], out var name))
        {
            return (name, text.Length == 2 ? null : equals == 2 ? text[3..] : text[2..]);
        }

        var bare = text.TrimStart('-');
        equals = bare.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (bare, null) : (bare[..equals], bare[(equals + 1)..]);
    }
}
