using Redoubt.Admission.Creation;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>What a control shows as right or wrong is what somebody could really have in a cluster: an API server takes it, unless its fault is the point.</summary>
public sealed class ServedExamplesTests
{
    public static TheoryData<string> Ids => [.. Repository.Catalog.Controls.Select(control => control.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_API_server_takes_its_examples_but_those_marked_as_refused(string id)
    {
        foreach (var example in Repository.Catalog.Find(id)!.Text.Examples)
        {
            var faults = Faults(example);
            Assert.True(faults.Count == 0 || example.IsRefused, string.Join('\n', faults));
            Assert.True(faults.Count > 0 || !example.IsRefused, $"line {example.Line}: marked as refused, and the API server takes it");
        }
    }

    private static List<string> Faults(ControlExample example)
    {
        var minor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor;
        var read = DocumentReader.Read("example.yaml", example.Manifests);
        return
        [
            .. read.Problems.Select(problem => $"line {example.Line + problem.Line - 1}: {problem.Reason}"),
            .. read.Documents.Where(document => document.IsSent).SelectMany(document => CreationCheck.Ask(document, FieldIndex.Default, minor).Faults)
                .Where(fault => fault.Reason != FaultReason.Warning)
                .Select(fault => $"line {example.Line + fault.Place.Line - 1}: {fault}"),
        ];
    }
}
