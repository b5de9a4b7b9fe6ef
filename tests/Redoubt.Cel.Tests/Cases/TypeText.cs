namespace Redoubt.Cel.Tests.Cases;

/// <summary>Reads a type as messages show it: `map(string, list(int))`.</summary>
internal static class TypeText
{
    public static CelType Read(string text)
    {
        text = text.Trim();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return Simple(text);
        }

        var parts = Split(text[(open + 1)..^1]).Select(Read).ToArray();
        return text[..open] switch
        {
            "list" => CelType.List(parts[0]),
            "map" => CelType.Map(parts[0], parts[1]),
            "optional_type" => CelType.Optional(parts[0]),
            var other => throw new ArgumentException(other),
        };
    }

    private static CelType Simple(string name) => name switch
    {
        "dyn" => CelType.Dyn,
        "bool" => CelType.Bool,
        "int" => CelType.Int,
        "uint" => CelType.Uint,
        "double" => CelType.Double,
        "string" => CelType.String,
        "bytes" => CelType.Bytes,
        _ => CelType.Object(name),
    };

    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }
}
