using System.Text;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Catalog.Views;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Tests.Stages;

/// <summary>
/// One folder for each manifest: <c>input.yaml</c> (or <c>input.json</c>), and beside it what each stage on the way to a verdict makes of it.
/// REDOUBT_ACCEPT=1 writes the notes anew. The controls are of the folder's own (<c>controls.yaml</c>), so that no new control of the
/// catalogue changes them.
/// </summary>
public sealed class StageTests
{
    private static readonly string Folder = Path.Combine(TestFolders.Root, "tests", "Redoubt.Catalog.Tests", "Stages");

    private static readonly CatalogBuilder Controls = new CatalogBuilder().Add("controls.yaml", File.ReadAllText(Path.Combine(Folder, "controls.yaml")));

    private static readonly ControlCatalog Catalog = Controls.Build();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var folder in Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal))
            {
                foreach (var stage in new[] { "tape", "documents", "ledger", "subjects", "verdicts" })
                {
                    cases.Add(folder, stage);
                }
            }

            return cases;
        }
    }

    [Fact]
    public void Nothing_is_wrong_with_the_folders_controls() => Assert.Empty(Controls.Problems);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_stage_makes_of_a_manifest_what_is_written(string folder, string stage)
    {
        var input = Assert.Single(Directory.GetFiles(Path.Combine(Folder, folder), "input.*"));
        var read = DocumentReader.Read(Path.GetFileName(input), File.ReadAllText(input));
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(read.Documents).Build();
        var text = stage switch
        {
            "tape" => Tape(read.Documents),
            "documents" => Documents(platform),
            "ledger" => Ledger(read.Ledger),
            "subjects" => Subjects(platform),
            _ => Verdicts(platform),
        };
        var note = Path.Combine(Folder, folder, $"{stage}.txt");
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            File.WriteAllText(note, text);
        }

        Assert.Equal(File.ReadAllText(note), text);
    }

    // Every row of the documents: where it stands, what it is, its text.
    private static string Tape(IReadOnlyList<Document> documents)
    {
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            for (var row = document.Root.Row; row < document.Root.EndRow; row++)
            {
                var node = document.Root.Tape.NodeAt(row);
                var value = node.Kind is NodeKind.List or NodeKind.Map ? $"{node.Count}" : NodeText(node);
                text.Append($"{node.Line}:{node.Column} {(row == document.Root.Row ? "." : node.PathTo(document.Root))} {node.Kind} {node.Style}{(node.IsAlias ? " alias" : "")} {value}\n");
            }

            text.Append("---\n");
        }

        return text.ToString();
    }

    private static string NodeText(Node node) => node.Kind switch
    {
        NodeKind.Bool => node.IsTrue ? "true" : "false",
        NodeKind.Int => $"{node.Int}",
        NodeKind.UInt => $"{node.UInt}",
        NodeKind.Double => node.Double.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        NodeKind.String => $"\"{node.AsString()}\"",
        _ => "",
    };

    private static string Documents(Platform platform) => Lines(platform.Documents.Select(document =>
        $"{document.ApiVersion} {document.Key}{(document.IsNameGenerated ? " (generated)" : "")} of {platform.TopOwner(document).Key}; copies {platform.CopiesOf(document).Count}; "
        + $"unknown [{string.Join(", ", document.Unknown.Select(path => path.Path))}]; read in two ways {document.Ambiguities.Count}"));

    private static string Ledger(IReadOnlyList<LedgerEntry> ledger) => Lines(ledger.Select(entry => $"{entry.Level.Name()} {entry.Code.Name()} {entry}"));

    private static string Subjects(Platform platform)
    {
        var values = new PlatformValues(platform);
        PlatformPart[] parts =
        [
            .. platform.Documents.Select(document => new ObjectPart(values, document)), .. platform.Namespaces.Select(use => new NamespacePart(use)),
            .. platform.ServiceAccounts.Select(use => new AccountPart(use)),
        ];
        return Lines(
            from name in SubjectViews.Names
            let view = SubjectViews.Find([name])!
            from part in parts
            from subject in view.In(part, values)
            select $"{name} {subject.Text} at {subject.Mention.Path}{(subject.IsOwned ? " owned" : "")}{(subject.Role is { } role ? $" {role}" : "")}: {string.Join(", ", subject.Values.ToArray().Select(value => value.Kind))}");
    }

    private static string Verdicts(Platform platform)
    {
        var judgement = new PlatformJudge(Catalog, Catalog.Controls, new JudgeOptions { KubernetesMinor = 37, KeepPassed = true }).Judge(platform, TestContext.Current.CancellationToken);
        return Lines([
            .. judgement.Findings.Select(finding => $"fail {finding.Control.Id} {finding.Subject} {finding.Location.Line}:{finding.Location.Column} {finding.Location.Path}: {finding.Message} ({finding.Fingerprint[..8]})"),
            .. judgement.Unknowns.Select(unknown => $"unknown {unknown.Control.Id} {unknown.Subject}: {string.Join("; ", unknown.Missing)}"),
            .. judgement.Passed.Select(passed => $"pass {passed.Control.Id} {passed.Subject}"),
            .. judgement.Errors.Select(error => $"error {error.File}: {error.Reason}"),
            $"{judgement.Counts}",
        ]);
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
