using System.Text.Json.Nodes;

namespace Redoubt.Catalog.Tests.Defaults;

/// <summary>The lines of `defaults.txt`: what is filled in under a type or kind.</summary>
internal static class DefaultsTable
{
    private static readonly ILookup<string, (string[] Path, string Json)> Lines = Read().ToLookup(l => l.Where, l => (l.Path, l.Json));

    public static IEnumerable<(string Where, string[] Path, string Json)> Read()
    {
        using var stream = typeof(DefaultsTable).Assembly.GetManifestResourceStream("defaults.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var words = line.Split(' ', 3);
            yield return (words[0], words[1].Split('.'), words[2]);
        }
    }

    /// <summary>Fills in what is absent in an object of this type or kind.</summary>
    public static void Apply(JsonObject target, string where)
    {
        foreach (var (path, json) in Lines[where])
        {
            Set(target, path, JsonNode.Parse(json));
        }
    }

    /// <summary>Sets a field unless it has a value; an empty string counts as none.</summary>
    public static void Set(JsonObject target, ReadOnlySpan<string> path, JsonNode? value)
    {
        foreach (var step in path[..^1])
        {
            if (target[step] is null)
            {
                target[step] = new JsonObject();
            }

            if (target[step] is not JsonObject next)
            {
                return;
            }

            target = next;
        }
        if (target[path[^1]] is null || target[path[^1]]!.ToJsonString() == "\"\"")
        {
            target[path[^1]] = value;
        }
    }
}
