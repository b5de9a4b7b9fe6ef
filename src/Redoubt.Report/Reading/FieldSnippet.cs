namespace Redoubt.Report.Reading;

/// <summary>Fields that a fix sets, as a person would write them into a manifest.</summary>
internal static class FieldSnippet
{
    /// <summary>The fields as lines of YAML, nested by their paths, in order; JSON is YAML, so values stand as they are.</summary>
    /// <param name="fields">Paths with dots, and their values as JSON.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string Path, string Json)> fields)
    {
        var lines = new List<string>();
        string[] open = [];
        foreach (var (path, json) in fields.OrderBy(field => field.Path, StringComparer.Ordinal))
        {
            var steps = path.Split('.');
            var shared = open.AsSpan().CommonPrefixLength(steps.AsSpan(0, steps.Length - 1));
            for (var depth = shared; depth < steps.Length - 1; depth++)
            {
                lines.Add($"{new string(' ', 2 * depth)}{steps[depth]}:");
            }

            lines.Add($"{new string(' ', 2 * (steps.Length - 1))}{steps[^1]}: {json}");
            open = steps[..^1];
        }

        return lines;
    }
}
