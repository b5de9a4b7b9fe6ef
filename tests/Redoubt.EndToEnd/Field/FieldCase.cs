using YamlDotNet.RepresentationModel;

namespace Redoubt.EndToEnd.Field;

/// <summary>A case of the suite of situations from the field: an input, and the outcome that is right. Its README says what each field means.</summary>
internal sealed class FieldCase
{
    private readonly YamlMappingNode _expected;

    private FieldCase(string folder, YamlMappingNode expected)
    {
        Folder = folder;
        _expected = expected;
    }

    /// <summary>The suite: <c>REDOUBT_FIELD_SUITE</c>, else the folder of the shared data.</summary>
    public static string Suite { get; } = TestFolders.Suite("REDOUBT_FIELD_SUITE", "field");

    /// <summary>The names of the suite's cases.</summary>
    public static IEnumerable<string> Names => !Directory.Exists(Suite) ? [] : Directory.EnumerateDirectories(Suite)
        .Where(folder => File.Exists(Path.Combine(folder, "expected.yaml"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public string Folder { get; }

    /// <summary>The arguments as the case gives them; <c>$HERE</c> is the folder in which it is run.</summary>
    public IReadOnlyList<string> Arguments => Field(_expected, "run") switch
    {
        null => ["scan", "."],
        YamlSequenceNode words => [.. words.Select(Text)],
        var line => Text((YamlNode)line).Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };

    /// <summary>The file that is given on standard input; null for none.</summary>
    public string? Input => Field(_expected, "stdin") is { } name ? Text(name) : null;

    public IEnumerable<(string Name, string Value)> Environment =>
        Field(_expected, "environment") is YamlMappingNode variables ? variables.Select(pair => (Text(pair.Key), Text(pair.Value))) : [];

    public IEnumerable<string> Formats => Words(_expected, "formats");

    /// <summary>The exit code; null where the case does not ask.</summary>
    public int? Exit => Field(_expected, "exit") is { } code && int.TryParse(Text(code), out var number) ? number : null;

    /// <summary>Whether the case asks for anything that only a report can have.</summary>
    public bool AsksForReport => Array.Exists(["must", "mustNot", "mustUnknown", "mustNotUnknown", "mustAnswer", "errors"], name => Field(_expected, name) is not null);

    /// <summary>The errors that the report must have; null where the case does not ask, empty where there must be none.</summary>
    public IReadOnlyList<Wanted>? Errors => Field(_expected, "errors") is null ? null : [.. AsList("errors")];

    /// <summary>Regular expressions over everything that is printed.</summary>
    public IEnumerable<string> Has => Field(_expected, "out") is YamlMappingNode printed ? Words(printed, "has") : [];

    /// <summary>Regular expressions that fit nothing that is printed.</summary>
    public IEnumerable<string> HasNot => Field(_expected, "out") is YamlMappingNode printed ? Words(printed, "hasNot") : [];

    /// <summary>What is asked of the SARIF output; null where it is not looked at.</summary>
    public SarifWanted? Sarif => Field(_expected, "sarif") is not YamlMappingNode asked ? null : new SarifWanted(
        [.. Items(asked, "results")],
        Field(asked, "count") is { } count ? int.Parse(Text(count)) : null,
        Field(asked, "filesExist") is not { } exist || Text(exist) != "false");

    public static FieldCase Read(string name)
    {
        var folder = Path.Combine(Suite, name);
        using var text = File.OpenText(Path.Combine(folder, "expected.yaml"));
        var stream = new YamlStream();
        stream.Load(text);
        return new FieldCase(folder, (YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>A list of what must, or must not, be in the report.</summary>
    public IEnumerable<Wanted> AsList(string name) => Items(_expected, name);

    private static IEnumerable<Wanted> Items(YamlMappingNode from, string name) =>
        Field(from, name) is YamlSequenceNode items ? items.OfType<YamlMappingNode>().Select(Wanted.Read) : [];

    private static IEnumerable<string> Words(YamlMappingNode from, string name) => Field(from, name) switch
    {
        null => [],
        YamlSequenceNode words => words.Select(Text),
        var word => [Text((YamlNode)word)],
    };

    private static YamlNode? Field(YamlMappingNode from, string name) =>
        from.Children.TryGetValue(new YamlScalarNode(name), out var value) && value is not YamlScalarNode { Value: "null" or "" or null } ? value : null;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}

/// <summary>What is asked of the SARIF output.</summary>
/// <param name="Results">Results that must be there.</param>
/// <param name="Count">How many there are; null where that is not asked.</param>
/// <param name="FilesExist">Whether each file that is named must exist.</param>
internal sealed record SarifWanted(IReadOnlyList<Wanted> Results, int? Count, bool FilesExist);
