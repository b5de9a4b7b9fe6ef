namespace Redoubt.Collect.Machines.Components;

/// <summary>A file with one flag a line, as MicroK8s gives them to the components inside its process.</summary>
internal static class ArgumentsFile
{
    /// <summary>The words with their lines.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="layout">Its layout, which has the variables.</param>
    /// <param name="file">The file.</param>
    /// <returns>The words; absent where there is no such file.</returns>
    public static Seen<IReadOnlyList<CommandWord>> Read(Machine machine, Layout layout, string file)
    {
        var text = machine.Root.Text(file);
        return text.Found(out var found)
            ? Seen<IReadOnlyList<CommandWord>>.Of([.. ConfigurationFiles.Lines(found).SelectMany(line => Words(line.Text, layout).Select(word => new CommandWord(word, file, line.Number)))])
            : text.As<IReadOnlyList<CommandWord>>();
    }

    private static IEnumerable<string> Words(string line, Layout layout)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return [];
        }

        var expanded = layout.Variables.Aggregate(line, (text, one) => text.Replace($"${{{one.Name}}}", one.Value, StringComparison.Ordinal).Replace($"${one.Name}", one.Value, StringComparison.Ordinal));
        return Units.UnitWords.Cut(expanded, relaxed: true)?.Select(word => word.Text) ?? [expanded];
    }
}
