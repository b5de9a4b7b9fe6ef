using System.Text;

namespace Redoubt.Run.Upgrade;

/// <summary>What a version of Kubernetes brings, whatever is there.</summary>
/// <param name="Minor">The minor version since which it is so.</param>
/// <param name="Change">What became of it: <c>beta</c>, <c>on</c>, <c>stable</c>, <c>off</c>, <c>rule</c> or <c>default</c>.</param>
/// <param name="Name">A feature gate, a check of Pod Security, or a setting.</param>
/// <param name="Meaning">What it means, in a part of a sentence.</param>
/// <param name="Source">Where that stands.</param>
public sealed record VersionFact(int Minor, string Change, string Name, string Meaning, string Source)
{
    /// <summary>Whether it is about a feature by its maturity; else about a rule or a default.</summary>
    public bool IsFeature => Change is not ("rule" or "default");

    /// <summary>What became of it, as a person says it.</summary>
    public string Stage => Change switch
    {
        "beta" => $"beta since 1.{Minor}, and off unless it is switched on",
        "on" => $"on by default since 1.{Minor}",
        "stable" => $"stable since 1.{Minor}",
        "off" => $"off by default since 1.{Minor}",
        "rule" => $"Pod Security since 1.{Minor}",
        _ => $"since 1.{Minor}",
    };
}

/// <summary>What is known of versions beside what they serve: one file, <c>changes.txt</c>, with a source for each line.</summary>
public static class VersionFacts
{
    private const string Resource = "changes.txt";

    /// <summary>All of them, in the file's order.</summary>
    public static IReadOnlyList<VersionFact> All { get; } = [.. Lines().Select(Read)];

    /// <summary>What lies between two versions; of a feature, how far it came.</summary>
    /// <param name="from">The minor version that runs.</param>
    /// <param name="to">The minor version that will run.</param>
    public static IReadOnlyList<VersionFact> Between(int from, int to)
    {
        VersionFact[] passed = [.. All.Where(fact => fact.Minor > from && fact.Minor <= to)];
        var last = passed.Where(fact => fact.IsFeature).GroupBy(fact => fact.Name, StringComparer.Ordinal).ToDictionary(stages => stages.Key, stages => stages.Last(), StringComparer.Ordinal);
        return [.. passed.Where(fact => !fact.IsFeature || ReferenceEquals(last[fact.Name], fact))];
    }

    private static IEnumerable<string> Lines() =>
        Encoding.UTF8.GetString(EmbeddedBytes.Of(Resource).Span).Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    // The sources that many lines have stand there in a word.
    private static string Whole(string source, string name, string version) => source switch
    {
        "gate" => $"kubernetes/website feature-gates/{name}.md",
        "notes" => $"kubernetes/kubernetes CHANGELOG-{version}.md",
        _ when source.StartsWith("pss/", StringComparison.Ordinal) => $"kubernetes/pod-security-admission policy/{source[4..]}",
        _ => source,
    };

    // The file is the program's own: a line that is none is a mistake in it.
    private static VersionFact Read(string line) => line.Split(" | ") is [var version, var change, var name, var meaning, var source]
        ? new VersionFact(int.Parse(version.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture), change, name, meaning, Whole(source, name, version))
        : throw new FormatException($"`{line}` is no fact: minor | change | name | what it means | source");
}
