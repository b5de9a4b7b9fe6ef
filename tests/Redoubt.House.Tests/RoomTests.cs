using System.Xml.Linq;

namespace Redoubt.House.Tests;

/// <summary>Data flows one way: what each room may refer to, and that it says what it is for.</summary>
public class RoomTests
{
    // The arrows of docs/architecture.md, section 2, with all that stands behind them: a room names what it can reach.
    private static readonly Dictionary<string, string[]> MayRefer = new()
    {
        ["Redoubt.Cel"] = [],
        ["Redoubt.Yaml"] = [],
        ["Redoubt.Evidence"] = ["Redoubt.Yaml"],
        ["Redoubt.Access"] = ["Redoubt.Evidence"],
        ["Redoubt.Network"] = ["Redoubt.Evidence"],
        ["Redoubt.Kubernetes"] = ["Redoubt.Cel", "Redoubt.Evidence", "Redoubt.Access"],
        ["Redoubt.Edit"] = ["Redoubt.Kubernetes"],
        ["Redoubt.Admission"] = ["Redoubt.Kubernetes"],
        ["Redoubt.Catalog"] = ["Redoubt.Admission", "Redoubt.Access", "Redoubt.Network", "Redoubt.Edit"],
        ["Redoubt.Attack"] = ["Redoubt.Catalog"],
        ["Redoubt.Collect"] = ["Redoubt.Evidence"],
        ["Redoubt.Report"] = ["Redoubt.Catalog"],
        ["Redoubt.Run"] = ["Redoubt.Collect", "Redoubt.Catalog", "Redoubt.Attack"],
        ["Redoubt.Editor"] = ["Redoubt.Run"],
        ["Redoubt.Cli"] = ["Redoubt.Run", "Redoubt.Report", "Redoubt.Editor"],
        ["Redoubt.Packer"] = ["Redoubt.Catalog", "Redoubt.Attack"],
    };

    // Rooms without input or output: they work on what they are given.
    private static readonly string[] Pure =
    [
        "src/Redoubt.Cel/", "src/Redoubt.Yaml/", "src/Redoubt.Evidence/", "src/Redoubt.Access/", "src/Redoubt.Network/", "src/Redoubt.Kubernetes/", "src/Redoubt.Edit/",
        "src/Redoubt.Admission/", "src/Redoubt.Catalog/", "src/Redoubt.Attack/", "src/Redoubt.Report/",
    ];

    public static TheoryData<string> Projects => [.. House.FilesEnding(".csproj").Where(file => file.StartsWith("src/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_refers_only_along_the_arrows(string project)
    {
        var room = Path.GetFileNameWithoutExtension(project);
        var references = XDocument.Parse(House.Read(project)).Descendants("ProjectReference")
            .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false") // only an order of the build
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.True(MayRefer.ContainsKey(room), $"{room} is not in the map: add it to docs/architecture.md and to this test");
        Assert.Empty(references.Except(Reachable(room)));
    }

    [Fact]
    public void No_arrow_leads_back() =>
        Assert.DoesNotContain(MayRefer.Keys, room => Reachable(room).Contains(room));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_has_a_short_readme(string project)
    {
        var readme = Path.GetDirectoryName(project)!.Replace('\\', '/') + "/README.md";

        Assert.Contains(readme, House.Files);
        Assert.InRange(House.Read(readme).Split('\n').Length, 3, 80);
    }

    [Fact]
    public void Rooms_that_compute_open_no_file_and_no_connection()
    {
        // Of `Environment` its members are named: a CEL program has a property of that name.
        string[] banned =
        [
            "File.", "Directory.", "FileStream", "HttpClient", "Socket", "Process.Start", "Console.", "Environment.GetEnvironmentVariable",
            "Environment.CurrentDirectory", "Environment.Exit", "Environment.MachineName", "Environment.UserName", "Environment.GetFolderPath",
        ];
        var found = House.FilesEnding(".cs").Where(file => Pure.Any(room => file.StartsWith(room, StringComparison.Ordinal)))
            .SelectMany(file => House.Read(file).Split('\n').Select((line, index) => (file, line, number: index + 1)))
            .Where(at => !at.line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(at => banned.Any(word => System.Text.RegularExpressions.Regex.IsMatch(
                at.line, $@"(?<![\w.""]){System.Text.RegularExpressions.Regex.Escape(word)}")))
            .Select(at => $"{at.file}:{at.number}: {at.line.Trim()}");

        Assert.Empty(found);
    }

    private static HashSet<string> Reachable(string room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(MayRefer[room]);
        while (next.TryDequeue(out var other))
        {
            if (reached.Add(other))
            {
                Array.ForEach(MayRefer[other], next.Enqueue);
            }
        }

        return reached;
    }
}
