using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Tests.Suite;

/// <summary>A platform of the suite with the pairs that it expects.</summary>
internal sealed class DepthCase
{
    private readonly string _folder;

    public DepthCase(string name) => _folder = Path.Combine(Suites.Folder("depth"), name);

    /// <summary>The folders that expect something.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Suites.Folder("depth"), "expected.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Suites.Folder("depth"), Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal);

    /// <summary>The platform.</summary>
    public Platform Platform => PlatformOf(Path.Combine(_folder, "platform.yaml"));

    /// <summary>What its configuration says.</summary>
    public AttackSettings Settings
    {
        get
        {
            var problems = new List<FilePlace>();
            var root = ValueReader.Read("redoubt.yaml", File.ReadAllText(Path.Combine(_folder, "redoubt.yaml")), problems).Single();
            return AttackSettings.Read("redoubt.yaml", root, problems);
        }
    }

    /// <summary>The analysis of the platform.</summary>
    public DepthAnalysis Analysis => Analyse(Platform, Settings);

    /// <summary>The pairs that are expected, by entry and jewel.</summary>
    public IEnumerable<ExpectedPair> Expected
    {
        get
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "expected.json")));
            return [.. document.RootElement.EnumerateArray().Select(ExpectedPair.Read)];
        }
    }

    /// <summary>A platform of files that hold everything of their namespaces.</summary>
    public static Platform PlatformOf(params IEnumerable<string> files)
    {
        var builder = new PlatformBuilder { Scope = Scope.Whole };
        foreach (var file in files)
        {
            builder.AddRange(DocumentReader.Read(file, File.ReadAllText(file)).Documents);
        }

        return builder.Build();
    }

    public static DepthAnalysis Analyse(Platform platform, AttackSettings? settings = null, IReadOnlyCollection<string>? without = null, bool isQuiet = false) => new(platform, 35, ShippedTechniques.Packed, settings, without, isQuiet);
}

/// <summary>A pair as the suite has it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Jewel">The jewel.</param>
/// <param name="Depth">The depth, as <c>2</c> or <c>>4</c>.</param>
/// <param name="Firm">The same without partial causes.</param>
/// <param name="Sets">The sets, each sorted and joined.</param>
/// <param name="Falls">To what it falls, by fact.</param>
internal sealed record ExpectedPair(string Entry, string Jewel, string Depth, string Firm, IReadOnlyList<string> Sets, IReadOnlyList<string> Falls)
{
    public static ExpectedPair Read(JsonElement row) => new(
        row.GetProperty("entry").GetString()!, row.GetProperty("jewel").GetString()!, row.GetProperty("depth").ToString(), row.GetProperty("firm").ToString(),
        [.. row.GetProperty("sets").EnumerateArray().Select(set => string.Join(" + ", set.EnumerateArray().Select(cause => cause.GetString()).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)],
        [.. row.GetProperty("falls").EnumerateObject().Select(fact => $"{fact.Name}:{fact.Value}").Order(StringComparer.Ordinal)]);

    public static ExpectedPair Of(DepthPair pair) => new(
        pair.Entry.Name, pair.Jewel.Name, pair.DepthText,
        pair.FirmText,
        [.. pair.Sets.Select(set => string.Join(" + ", set.Causes)).Order(StringComparer.Ordinal)],
        [.. pair.Falls.Select(fall => $"{fall.Fact}:{fall.Depth}").Order(StringComparer.Ordinal)]);
}
