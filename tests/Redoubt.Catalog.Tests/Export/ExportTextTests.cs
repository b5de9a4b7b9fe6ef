using Redoubt.Admission.Compile;
using Redoubt.Catalog.Export;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Export;

/// <summary>Exported controls as manifests: what is written is what was meant, and the API server knows every field.</summary>
public class ExportTextTests
{
    private static readonly ExportOptions Options = new() { KubernetesMinor = KubernetesVersion.NewestMinor, Actions = [ExportAction.Warn, ExportAction.Audit] };

    [Theory]
    [InlineData("workloads/privileged-container", "policy of containers")]
    [InlineData("policy/anonymous-binding", "policy of a list")]
    [InlineData("policy/pod-security-not-enforced", "policy of namespaces")]
    public void A_control_is_written_as_policy_and_binding(string id, string name)
    {
        var file = Path.Combine(TestFolders.Root, "tests", "Redoubt.Catalog.Tests", "Export", name + ".yaml");
        var text = ExportText.Of(PolicyExporter.Export(Repository.Catalog, [Repository.Catalog.Find(id)!], Options), Options);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void Every_expression_is_read_back_as_it_was_meant()
    {
        var export = PolicyExporter.Export(Repository.Catalog, Repository.Catalog.Controls, Options);
        var read = DocumentReader.Read("policies.yaml", ExportText.Of(export, Options));
        Assert.Empty(read.Problems.Concat(read.Told(LedgerCode.UnknownField)));
        var policies = read.Documents.Where(document => document.Kind == "ValidatingAdmissionPolicy").ToDictionary(document => document.Name);

        Assert.All(export.Policies, policy =>
        {
            var validation = Items(policies[policy.Name].Root["spec"]["validations"])[0];
            Assert.Equal(policy.Expression, validation["expression"].AsString());
            Assert.Equal(policy.MessageExpression, validation["messageExpression"].AsString());
            Assert.Equal(
                policy.Variables,
                Items(policies[policy.Name].Root["spec"]["variables"]).Select(variable => (variable["name"].AsString()!, variable["expression"].AsString()!)));
        });
    }

    [Theory]
    [InlineData(ExportOptions.OldestMinor)]
    [InlineData(KubernetesVersion.NewestMinor)]
    public void The_API_server_takes_every_expression_and_none_costs_too_much_by_its_estimate(int minor)
    {
        var options = Options with { KubernetesMinor = minor };
        var export = PolicyExporter.Export(Repository.Catalog, Repository.Catalog.Controls, options);
        var policies = DocumentReader.Read("policies.yaml", ExportText.Of(export, options)).Documents
            .Where(document => document.Kind == "ValidatingAdmissionPolicy").ToDictionary(document => document.Name);

        Assert.All(export.Policies, policy => Assert.Empty(
            new PolicyFaults().Refused(policies[policy.Name], minor).Concat(new PolicyFaults().Costly(policies[policy.Name], minor, policy.Entries)).Select(fault => fault.Say)));
        Assert.True(export.Policies.Count(policy => policy.Entries >= 30) > 84, string.Join(", ", export.Policies.Select(policy => policy.Entries)));
        Assert.True(policies.Count > 88, $"{policies.Count} policies");
    }

    [Fact]
    public void Every_policy_has_a_binding_that_does_what_was_asked()
    {
        var options = Options with { Actions = [ExportAction.Deny], ExceptNamespaces = ["kube-system"] };
        var export = PolicyExporter.Export(Repository.Catalog, Repository.Catalog.Controls, options);
        var bindings = DocumentReader.Read("policies.yaml", ExportText.Of(export, options)).Documents
            .Where(document => document.Kind == "ValidatingAdmissionPolicyBinding").ToList();

        Assert.Equal(export.Policies.Select(policy => policy.Name), bindings.Select(binding => binding.Root["spec"]["policyName"].AsString()!));
        Assert.All(bindings, binding => Assert.Equal("Deny", Assert.Single(Items(binding.Root["spec"]["validationActions"])).AsString()));
    }

    [Fact]
    public void Every_control_is_exported_or_left_out_with_a_reason()
    {
        var export = PolicyExporter.Export(Repository.Catalog, Repository.Catalog.Controls, Options);

        Assert.Empty(export.Problems);
        Assert.Equal(Repository.Catalog.Controls.Count, export.Policies.Count + export.LeftOut.Count);
        Assert.All(export.LeftOut, one => Assert.NotEmpty(one.Reason));
    }

    [Theory]
    [InlineData("workloads/untrusted-registry", "with these parameters it applies to nothing")]
    [InlineData("workloads/seccomp-unconfined-annotation", "it is about Kubernetes <1.19")]
    [InlineData("policy/webhook-opt-out", "the API server of 1.37 asks no policy about these kinds")]
    public void What_would_never_be_asked_is_left_out(string id, string reason) =>
        Assert.Equal(reason, Assert.Single(PolicyExporter.Export(Repository.Catalog, [Repository.Catalog.Find(id)!], Options).LeftOut).Reason);

    private static List<Node> Items(Node list)
    {
        var items = new List<Node>();
        foreach (var item in list.Items)
        {
            items.Add(item);
        }

        return items;
    }
}
