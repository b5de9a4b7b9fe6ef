using System.Text.RegularExpressions;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;
using Redoubt.Run.Questions;
using Redoubt.Run.Upgrade;

namespace Redoubt.Run.Tests.Upgrade;

/// <summary>What versions remove stands where reading and collecting need it; the upgrade tells all of it, each from its version on.</summary>
public sealed partial class RemovalTests : IDisposable
{
    private const int Oldest = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_removed_api_version_is_told_by_the_upgrade_that_removes_it()
    {
        var removed = FieldIndex.Default.Kinds.Where(kind => kind.Served.Removed is > Oldest and <= KubernetesVersion.NewestMinor && kind.Plural is not null).ToLookup(kind => kind.Served.Removed!.Value);
        Assert.NotEmpty(removed);
        foreach (var version in removed)
        {
            var steps = Steps(version.Key, string.Join("---\n", version.Select((kind, at) => $"apiVersion: {kind.ApiVersion}\nkind: {kind.Kind}\nmetadata: {{ name: a{at}{(kind.Namespaced ? ", namespace: shop" : "")} }}\n")));

            Assert.Equal(version.Select(kind => $"{kind}").Order(), steps.Where(step => step.Change == UpgradeChange.Removed).Select(step => $"{step.Finding.Subject.ApiVersion} {step.Finding.Subject.Kind}").Order());
        }
    }

    [Fact]
    public void Each_removed_flag_is_told_by_the_upgrade_that_removes_it()
    {
        var removed = Flags().Where(flag => flag.Minor > Oldest).ToLookup(flag => flag.Minor);
        Assert.NotEmpty(removed);
        foreach (var version in removed)
        {
            var steps = Steps(version.Key, string.Join("---\n", version.Select((flag, at) =>
                $"apiVersion: evidence.redoubt.dev/v1\nkind: Component\nmetadata: {{ name: a{at} }}\nhost: node-1\nname: {flag.Component}\nflags: {{ {flag.Flag}: '0' }}\nsettings: {{}}\n")));

            Assert.Equal(version.Select(flag => flag.Flag).Order(), version.Where(flag => steps.Any(step => step.Change == UpgradeChange.Found && step.Finding.Control.Id == "cluster/removed-flag"
                && step.Finding.Message.Contains($"{flag.Component} is given --{flag.Flag}, which Kubernetes 1.{flag.Minor} no longer knows", StringComparison.Ordinal))).Select(flag => flag.Flag).Order());
        }
    }

    [Fact]
    public void No_fact_stands_in_two_files()
    {
        string[] known = [.. FieldIndex.Default.Kinds.SelectMany(kind => (string[])[kind.ApiVersion, $"{kind}"]), .. Flags().Select(flag => flag.Flag)];

        Assert.Empty(VersionFacts.All.Select(fact => fact.Name).Intersect(known));
    }

    private IReadOnlyList<UpgradeStep> Steps(int to, string manifests)
    {
        var file = Path.Combine(_folder, $"{to}.yaml");
        File.WriteAllText(file, manifests);
        var problems = new List<string>();
        var session = EvidenceSession.Open(new EvidenceRequest { Paths = [file], Kubernetes = $"1.{to}" }, problems);
        Assert.Empty(problems);
        return UpgradeSteps.Of(session!, BuiltInCatalog.Open(), to - 1, to);
    }

    // Of etcd's flags the versions are etcd's.
    private static IEnumerable<(string Component, string Flag, int Minor)> Flags()
    {
        var component = "";
        foreach (var line in File.ReadLines(Path.Combine(TestFolders.Root, "src", "Redoubt.Collect", "Machines", "Components", "components.yaml")))
        {
            component = line.StartsWith("- name: ", StringComparison.Ordinal) ? line["- name: ".Length..] : component;
            if (component != "etcd" && RemovedFlag().Match(line) is { Success: true } match)
            {
                yield return (component, match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [GeneratedRegex(@"flag: ([\w-]+),.*removed: ""1\.(\d+)""")]
    private static partial Regex RemovedFlag();
}
