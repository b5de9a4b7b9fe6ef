namespace Redoubt.EndToEnd;

/// <summary>What documents of a machine say, line by line, so that two collections can be compared.</summary>
internal static class CollectedFacts
{
    // What differs from one moment to the next, and what is no fact.
    private static readonly string[] Others = ["apiVersion", "metadata", "modules", "sockets", "unknown"];

    /// <summary>The lines below each field that is known, by kind and field; of several documents of a kind, of all.</summary>
    public static Dictionary<string, List<string>> Of(string documents)
    {
        var facts = new Dictionary<string, List<string>>();
        foreach (var document in documents.Split("---\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Add(facts, document.Split('\n'));
        }
        return facts;
    }

    private static void Add(Dictionary<string, List<string>> facts, string[] lines)
    {
        var unknown = lines.Where(line => line.StartsWith("- path: ", StringComparison.Ordinal)).Select(line => line["- path: ".Length..]).ToHashSet();
        var kind = lines.First(line => line.StartsWith("kind: ", StringComparison.Ordinal))["kind: ".Length..];
        var (field, part) = ("", "");
        foreach (var line in lines)
        {
            if (line is [not (' ' or '-'), ..])
            {
                (field, part) = (line[..line.IndexOf(':', StringComparison.Ordinal)], "");
            }
            else if (line is [' ', ' ', not (' ' or '-'), ..] && line.IndexOf(':', StringComparison.Ordinal) is > 2 and var end)
            {
                part = line[2..end];
            }

            // Nothing is said by what has nothing in it: what it could hold may be unknown.
            var isEmpty = line.EndsWith(": {}", StringComparison.Ordinal) || line.EndsWith(": []", StringComparison.Ordinal);
            if (!isEmpty && !Others.Contains(field) && !unknown.Contains(field) && !unknown.Contains($"{field}.{part}"))
            {
                facts.TryAdd($"{kind} {field}", []);
                facts[$"{kind} {field}"].Add(line);
            }
        }
    }
}
