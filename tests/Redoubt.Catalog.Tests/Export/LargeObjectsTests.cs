using System.Text.Json.Nodes;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Catalog.Export;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Files;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Catalog.Tests.Export;

/// <summary>
/// No exported policy goes beyond the API server's budget, which would refuse what is harmless: of every control's examples each list, map and text
/// is grown to what etcd takes at most. What is too large to be judged passes, and the audit log has it.
/// </summary>
public class LargeObjectsTests
{
    private const int Etcd = 1_450_000;
    private const int Sample = 100_000;

    // What costs less than this for a sample stays far below the limit for the whole: costs grow with what is read.
    private const int Cheap = 40_000;

    private static readonly ApiResources Resources = new([], KubernetesVersion.NewestMinor);
    private static readonly Lazy<AdmissionJudge> Policies = new(Export);

    [Fact]
    public void No_policy_runs_out_on_an_object_that_etcd_takes()
    {
        var (wrong, asked, places) = (new List<string>(), 0, new HashSet<string>());
        foreach (var document in Examples())
        {
            var json = JsonNode.Parse(NodeJson.Text(document.Root))!;
            foreach (var place in LargeObjects.Places(json).Where(place => places.Add($"{document.Kind} {string.Join('.', place)}")))
            {
                asked++;
                if (Ask(LargeObjects.Grown(json, place, Sample), wrong, place) > Cheap)
                {
                    Ask(LargeObjects.Grown(json, place, Etcd), wrong, place);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(asked > 300, $"{asked} places");
    }

    [Theory]
    [InlineData("kind: ConfigMap\nmetadata: {name: c}\ndata: {application.yaml: TEXT}", "server:\n  port: 8080\n  url: https://shop.example/api\n  name: the-name-of-the-shop\n", 45_000)]
    [InlineData("kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: 'r.example/c:1', command: [sh, -c, TEXT]}]}", "echo the next step of the script\ncp a b\n", 50_000)]
    public void A_large_text_without_a_credential_passes(string manifest, string text, int length) =>
        Passes(manifest.Replace("TEXT", System.Text.Json.JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(text, length / text.Length)).ToString()), StringComparison.Ordinal));

    [Fact]
    public void Many_arguments_pass() =>
        Passes($"kind: Pod\nmetadata: {{name: p}}\nspec: {{containers: [{{name: c, image: 'r.example/c:1', args: [{string.Join(", ", Enumerable.Range(0, 1029).Select(n => $"'--label-{n}=value-{n}'"))}]}}]}}");

    [Fact]
    public void Many_variables_pass() =>
        Passes($"kind: Pod\nmetadata: {{name: p}}\nspec: {{containers: [{{name: c, image: 'r.example/c:1', env: [{string.Join(", ", Enumerable.Range(0, 1752).Select(n => $"{{name: SETTING_{n}, value: value-of-{n}}}"))}]}}]}}");

    [Fact]
    public void Many_hosts_with_certificates_pass()
    {
        string[] hosts = [.. Enumerable.Range(0, 295).Select(n => $"h{n}.shop.example")];
        Passes($"kind: Ingress\nmetadata: {{name: i}}\nspec:\n  tls: [{string.Join(", ", hosts.Select(host => $"{{hosts: [{host}], secretName: t}}"))}]\n  rules: [{string.Join(", ", hosts.Select(host => $"{{host: {host}}}"))}]", "networking.k8s.io/v1");
    }

    [Fact]
    public void A_credential_in_an_ordinary_object_is_found_all_the_same()
    {
        var text = string.Concat(Enumerable.Repeat("setting: value\n", 500));
        var document = Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c, namespace: shop}}\ndata: {{application.yaml: {System.Text.Json.JsonSerializer.Serialize(text + "password: correct-horse-9\n")}}}");

        Assert.Contains(Refusals(document), refusal => refusal.Contains("holds a credential", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_too_large_to_be_judged_is_in_the_audit_log()
    {
        var document = Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c, namespace: shop}}\ndata: {{a.txt: {new string('a', 500_000)}}}");
        var result = Policies.Value.Ask(AdmissionRequest.For(document, "CREATE", Resources)).Single(one => one.Policy.Name == "redoubt-policy-secret-in-configmap");

        Assert.Equal(PolicyVerdict.Pass, result.Verdict);
        Assert.Equal([("redoubt-policy-secret-in-configmap/not-judged", "not judged: too large for what a policy may cost")], result.Annotations);
    }

    private static void Passes(string manifest, string version = "v1") => Assert.DoesNotContain(
        Refusals(Read($"apiVersion: {version}\n{manifest}")),
        refusal => refusal.Contains("credential", StringComparison.Ordinal) || refusal.Contains("without TLS", StringComparison.Ordinal) || refusal.Contains("cost", StringComparison.Ordinal));

    private static IEnumerable<string> Refusals(Document document) =>
        from result in Policies.Value.Ask(AdmissionRequest.For(document, "CREATE", Resources))
        from decision in result.Decisions
        where decision.Verdict != PolicyVerdict.Pass
        select decision.Message;

    /// <summary>What the dearest policy costs; notes those that run out. Nothing is asked about what the API server refuses anyway.</summary>
    private static long Ask(byte[] manifest, List<string> wrong, string[] place)
    {
        var document = DocumentReader.Read("grown.json", manifest).Documents[0];
        if (ObjectValidator.Validate(document, FieldIndex.Default).IsRefused)
        {
            return 0;
        }

        var dearest = 0L;
        foreach (var result in Policies.Value.Ask(AdmissionRequest.For(document, "CREATE", Resources) with { Namespace = "somewhere" }))
        {
            dearest = Math.Max(dearest, result.Cost);
            wrong.AddRange(result.Decisions.Where(decision => decision.IsError).Select(decision =>
                $"{result.Policy.Name} on {document.Kind} with {manifest.Length} bytes at {string.Join('.', place)}: {decision.Message}"));
        }

        return dearest;
    }

    private static IEnumerable<Document> Examples() =>
        from control in Repository.Catalog.Controls
        from example in control.Text.Examples
        where example.Kubernetes.Length == 0
        from document in DocumentReader.Read(control.Id, example.Manifests).Documents
        where FieldIndex.Default.TryKind(document.ApiVersion, document.Kind, out var kind) && kind.Served.At(KubernetesVersion.NewestMinor)
        select document;

    private static Document Read(string manifest) => DocumentReader.Read("large.yaml", manifest).Documents.Single();

    private static AdmissionJudge Export()
    {
        var options = new ExportOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Actions = [ExportAction.Deny] };
        var text = ExportText.Of(PolicyExporter.Export(Repository.Catalog, Repository.Catalog.Controls, options), options);
        return new AdmissionJudge(
            PolicySet.Read(DocumentReader.Read("policies.yaml", text).Documents),
            new AdmissionEvidence { Resources = Resources, Platform = new PlatformBuilder().Build(), IsComplete = true },
            KubernetesVersion.NewestMinor);
    }
}
