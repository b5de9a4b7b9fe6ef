using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Defaults;

/// <summary>Reads the embedded table of defaults: a kind's facts when they are first asked for. Safe for many threads.</summary>
internal static class DefaultFacts
{
    private static readonly Lazy<Dictionary<string, string[]>> Blocks = new(ReadBlocks);
    private static readonly ConcurrentDictionary<string, ImmutableArray<DefaultFact>> Kinds = new(StringComparer.Ordinal);

    /// <summary>The facts of a kind, in the order in which they are applied; none for a kind that is not built in.</summary>
    public static ImmutableArray<DefaultFact> Of(string apiVersion, string kind) =>
        Kinds.GetValueOrDefault($"kind {apiVersion} {kind}") is { IsDefault: false } known ? known : Read($"kind {apiVersion} {kind}");

    private static ImmutableArray<DefaultFact> Read(string header)
    {
        // What is no kind of the table is not kept: there may be any number.
        if (!Blocks.Value.TryGetValue(header, out var lines))
        {
            return [];
        }

        return Kinds.GetOrAdd(header, _ => [.. lines.SelectMany(line => Facts(line, []))]);
    }

    private static IEnumerable<DefaultFact> Facts(string line, ImmutableArray<string> below)
    {
        if (line.StartsWith("use ", StringComparison.Ordinal))
        {
            var words = line.Split(' ');
            return Blocks.Value[$"part {words[1]}"].SelectMany(part => Facts(part, Steps(words[2], [])));
        }

        using var document = JsonDocument.Parse(line);
        return [Fact(document.RootElement, below)];
    }

    private static DefaultFact Fact(JsonElement fact, ImmutableArray<string> below)
    {
        ImmutableArray<string> Path(JsonElement path) => Steps(path.GetString()!, below);
        ImmutableArray<ImmutableArray<string>> from = fact.TryGetProperty("copy", out var copy) ? [Path(copy)]
            : fact.TryGetProperty("of", out var of) ? [Path(of)]
            : fact.TryGetProperty("fill", out var fill) ? [.. fill.EnumerateArray().Select(Path)]
            : [];
        return new DefaultFact
        {
            Path = Path(fact.GetProperty("path")),
            Action = fact.TryGetProperty("rule", out var rule) ? DefaultAction.Rule
                : fact.TryGetProperty("drop", out _) ? DefaultAction.Drop
                : copy.ValueKind != JsonValueKind.Undefined ? DefaultAction.Copy
                : fact.TryGetProperty("fill", out _) ? DefaultAction.Fill
                : fact.TryGetProperty("append", out _) ? DefaultAction.Append
                : DefaultAction.Value,
            Value = fact.TryGetProperty("default", out var value) ? JsonValues.Read(value.GetRawText()) : default,
            From = from,
            Rule = rule.ValueKind == JsonValueKind.String ? rule.GetString()! : "",
            Missing = fact.TryGetProperty("missing", out var missing) ? missing.GetString()! : "",
            Conditions = fact.TryGetProperty("if", out var conditions)
                ? [.. conditions.EnumerateArray().Select(one => new DefaultCondition(
                    Path(one.GetProperty("path")), one.GetProperty("is").GetString()!, one.TryGetProperty("value", out var against) ? JsonValues.Read(against.GetRawText()) : default))]
                : [],
            Since = fact.TryGetProperty("since", out var since) ? int.Parse(since.GetString()![2..], CultureInfo.InvariantCulture) : 0,
        };
    }

    /// <summary>The steps of a path: <c>a.b[*].c['d.e']</c>; an empty one is each item.</summary>
    private static ImmutableArray<string> Steps(string path, ImmutableArray<string> below)
    {
        var steps = below.ToBuilder();
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '[')
            {
                var end = path.IndexOf(']', at);
                var inside = path[(at + 1)..end];
                steps.Add(inside == "*" ? "" : inside.Trim('\''));
                at = end + 1;
            }
            else if (path[at] == '.')
            {
                at++;
            }
            else
            {
                var end = path.AsSpan(at).IndexOfAny('.', '[') is >= 0 and var length ? at + length : path.Length;
                steps.Add(path[at..end]);
                at = end;
            }
        }

        return steps.ToImmutable();
    }

    private static Dictionary<string, string[]> ReadBlocks()
    {
        using var stream = typeof(DefaultFacts).Assembly.GetManifestResourceStream("admission/defaults.txt")
            ?? throw new InvalidOperationException("the table of defaults is not embedded");
        using var reader = new StreamReader(stream);
        var blocks = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var (header, lines) = ("", new List<string>());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("kind ", StringComparison.Ordinal) || line.StartsWith("part ", StringComparison.Ordinal))
            {
                blocks[header] = [.. lines];
                (header, lines) = (line, []);
            }
            else if (line is not ['#', ..])
            {
                lines.Add(line);
            }
        }

        blocks[header] = [.. lines];
        return blocks;
    }
}
