namespace Redoubt.Collect.Machines;

/// <summary>A command line as programs written in Go read it: <c>--name=value</c>, <c>--name value</c>, <c>-n value</c>, <c>-nvalue</c>; a switch needs no value (spf13/pflag, pkg.go.dev/flag).</summary>
internal static class CommandFlags
{
    /// <summary>The flags in their order, each with its long name.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="form">How the program reads them.</param>
    public static IEnumerable<(string Name, CommandWord Value)> Read(IReadOnlyList<CommandWord> arguments, CommandForm form)
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
                if (form.EndsAtWord)
                {
                    yield break;
                }

                continue;
            }

            var (name, value) = Split(text, form);
            if (value is null && i + 1 < arguments.Count && TakesNext(form.IsSwitch(name), arguments[i + 1].Text))
            {
                value = arguments[++i].Text;
            }

            yield return (name, arguments[i] with { Text = value ?? "true" });
        }
    }

    private static bool TakesNext(bool? isSwitch, string next) => isSwitch == false || (isSwitch is null && !next.StartsWith('-'));

    private static (string Name, string? Value) Split(string text, CommandForm form)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        // -H=x is x for pflag too.
        if (!text.StartsWith("--", StringComparison.Ordinal) && form.Letters.TryGetValue(text[1], out var name))
        {
            return (name, text.Length == 2 ? null : equals == 2 ? text[3..] : text[2..]);
        }

        var bare = text.TrimStart('-');
        equals = bare.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (Folded(bare), null) : (Folded(bare[..equals]), bare[(equals + 1)..]);

        string Folded(string written) => form.FoldsUnderscores ? written.Replace('_', '-') : written;
    }
}
