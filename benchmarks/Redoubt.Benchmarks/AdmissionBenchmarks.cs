using BenchmarkDotNet.Attributes;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Catalog.Export;
using Redoubt.Corpus;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Benchmarks;

/// <summary>One request to create a Deployment, asked of all policies that the catalogue is exported as.</summary>
public class AdmissionBenchmarks
{
    private AdmissionJudge _judge = null!;
    private AdmissionRequest _request = null!;

    /// <summary>Exports the catalogue and compiles the policies.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var catalog = ScanBenchmarks.ReadCatalog();
        var options = new ExportOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Actions = [ExportAction.Deny] };
        var policies = DocumentReader.Read("policies.yaml", ExportText.Of(PolicyExporter.Export(catalog, catalog.Controls, options), options)).Documents;
        var deployment = CorpusWriter.Files(1).SelectMany(file => DocumentReader.Read(file.Name, file.Text).Documents).First(document => document.Kind == "Deployment");
        var resources = new ApiResources([deployment], KubernetesVersion.NewestMinor);
        var evidence = new AdmissionEvidence { Resources = resources, Platform = new PlatformBuilder().AddRange([deployment]).Build(), IsComplete = true };
        _judge = new AdmissionJudge(PolicySet.Read(policies), evidence, KubernetesVersion.NewestMinor);
        _request = AdmissionRequest.For(deployment, "CREATE", resources) with { AssumesBareNamespace = true };
    }

    /// <summary>All policies, each with its verdict.</summary>
    [Benchmark]
    public int Ask() => _judge.Ask(_request).Count(result => result.Verdict == PolicyVerdict.Fail);
}
