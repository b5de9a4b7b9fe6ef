using System.IO.Enumeration;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Redoubt.EndToEnd.Field;

/// <summary>An entry of a case: a finding, an unknown, an error or a SARIF result that must, or must not, be there.</summary>
internal sealed class Wanted
{
    private static readonly string[] Severities = ["info", "low", "medium", "high", "critical"];

    private readonly Dictionary<string, string[]> _asked;

    private Wanted(Dictionary<string, string[]> asked) => _asked = asked;

    /// <summary>How many there must be; null for at least one.</summary>
    public int? Count => _asked.TryGetValue("count", out var count) ? int.Parse(count[0]) : null;

    public static Wanted Read(YamlMappingNode node) => new(node.ToDictionary(
        pair => ((YamlScalarNode)pair.Key).Value!,
        pair => pair.Value is YamlSequenceNode list ? [.. list.Select(item => ((YamlScalarNode)item).Value!)] : new[] { ((YamlScalarNode)pair.Value).Value! }));

    /// <summary>Whether a finding of the JSON report is such a one.</summary>
    public bool FitsFinding(JsonElement finding)
    {
        var place = finding.GetProperty("location");
        return FitsSubject(finding) && FitsPlace(Text(place, "file"), Number(place, "line"))
            && One("path", path => Text(place, "path").Contains(path, StringComparison.Ordinal))
            && One("severity", severity => IsSeverity(Text(finding, "severity"), severity))
            && One("message", pattern => Regex.IsMatch(Text(finding, "message"), pattern));
    }

    /// <summary>Whether an entry of the JSON report speaks of such a control and object.</summary>
    public bool FitsSubject(JsonElement entry)
    {
        var subject = entry.GetProperty("subject");
        return One("control", control => FileSystemName.MatchesSimpleExpression(control, Text(entry, "control"), ignoreCase: false))
            && One("kind", kind => Text(subject, "kind") == kind)
            && One("name", name => Text(subject, "name") == name)
            && One("namespace", space => Text(subject, "namespace") == space);
    }

    /// <summary>Whether an error of the JSON report is such a one.</summary>
    public bool FitsError(JsonElement error) =>
        One("text", text => Text(error, "reason").Contains(text, StringComparison.Ordinal)) && FitsPlace(Text(error, "file"), Number(error, "line"));

    /// <summary>Whether a SARIF result is such a one.</summary>
    public bool FitsResult(JsonElement result)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        return One("control", control => Text(result, "ruleId") == control)
            && One("file", file => Text(place.GetProperty("artifactLocation"), "uri") == file)
            && One("line", line => place.TryGetProperty("region", out var region) && Number(region, "startLine") == line);
    }

    public override string ToString() => string.Join(", ", _asked.Select(pair => $"{pair.Key}: {string.Join('|', pair.Value)}"));

    private static bool IsSeverity(string severity, string asked)
    {
        var difference = Array.IndexOf(Severities, severity).CompareTo(Array.IndexOf(Severities, asked.TrimEnd('+', '-')));
        return asked[^1] switch { '+' => difference >= 0, '-' => difference <= 0, _ => difference == 0 };
    }

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static string Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetRawText() : "";

    private bool FitsPlace(string file, string line) =>
        One("line", number => number == line) && One("file", name => Path.GetFileName(file) == Path.GetFileName(name));

    /// <summary>Whether the case does not ask, or one of the values that it gives fits.</summary>
    private bool One(string name, Predicate<string> fits) => !_asked.TryGetValue(name, out var values) || Array.Exists(values, fits);
}
