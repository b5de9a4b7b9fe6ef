using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>A file of TOML as its values with their paths and lines.</summary>
internal static class TomlText
{
    /// <summary>A value.</summary>
    /// <param name="Path">The keys that lead to it; of a list of tables the number of the table is one of them.</param>
    /// <param name="Value">The value as text, of a list null.</param>
    /// <param name="Values">The elements of a list; null for what is none.</param>
    /// <param name="Line">The line, from 1.</param>
    internal sealed record Entry(IReadOnlyList<string> Path, string? Value, IReadOnlyList<string>? Values, int Line);

    /// <summary>Reads a text.</summary>
    /// <returns>The values in their order; or why it is no TOML, with the line.</returns>
    public static Seen<IReadOnlyList<Entry>> Read(string text)
    {
        DocumentSyntax document;
        try
        {
            document = SyntaxParser.Parse(text, "", true);
        }
        catch (TomlException error)
        {
            return Fault(error.Diagnostics);
        }

        if (document.HasErrors)
        {
            return Fault(document.Diagnostics);
        }

        var entries = new List<Entry>();
        foreach (var value in document.KeyValues)
        {
            Add(entries, [], value);
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in document.Tables)
        {
            var path = Path(table.Name);
            if (table is TableArraySyntax)
            {
                var name = string.Join('\n', path);
                var number = numbers[name] = numbers.GetValueOrDefault(name, -1) + 1;
                path.Add($"{number}");
            }

            foreach (var value in table.Items)
            {
                Add(entries, path, value);
            }
        }
        return Seen<IReadOnlyList<Entry>>.Of(entries);
    }

    private static Seen<IReadOnlyList<Entry>> Fault(DiagnosticsBag? diagnostics) => Seen<IReadOnlyList<Entry>>.Unknown(
        diagnostics?.FirstOrDefault(one => one.Kind == DiagnosticMessageKind.Error) is { } first ? $"it is no TOML: line {first.Span.Start.Line + 1}" : "it is no TOML");

    private static void Add(List<Entry> entries, IReadOnlyList<string> above, KeyValueSyntax pair)
    {
        string[] path = [.. above, .. Path(pair.Key)];
        var line = pair.Span.Start.Line + 1;
        switch (pair.Value)
        {
            case InlineTableSyntax table:
                foreach (var item in table.Items)
                {
                    if (item.KeyValue is { } inner)
                    {
                        Add(entries, path, inner);
                    }
                }
                break;
            case ArraySyntax list:
                entries.Add(new Entry(path, null, [.. list.Items.Select(item => Text(item.Value))], line));
                break;
            default:
                entries.Add(new Entry(path, Text(pair.Value), null, line));
                break;
        }
    }

    private static List<string> Path(KeySyntax? key)
    {
        var path = new List<string>();
        if (key?.Key is { } first)
        {
            path.Add(Name(first));
            path.AddRange(key.DotKeys.Where(part => part.Key is not null).Select(part => Name(part.Key!)));
        }
        return path;
    }

    private static string Name(BareKeyOrStringValueSyntax key) => key switch
    {
        StringValueSyntax text => text.Value ?? "",
        BareKeySyntax bare => bare.Key?.Text ?? "",
        _ => key.ToString() ?? "",
    };

    private static string Text(ValueSyntax? value) => value switch
    {
        StringValueSyntax text => text.Value ?? "",
        BooleanValueSyntax flag => flag.Value ? "true" : "false",
        IntegerValueSyntax number => $"{number.Value}",
        _ => value?.ToString().Trim() ?? "",
    };
}
