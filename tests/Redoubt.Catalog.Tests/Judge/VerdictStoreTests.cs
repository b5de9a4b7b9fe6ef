using System.Text;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>Judging what a change touches is judging everything anew.</summary>
public sealed class VerdictStoreTests
{
    private static readonly PlatformJudge Judge = new(Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, KeepPassed = true });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_any_sequence_of_changes_the_verdicts_are_those_of_a_full_run(int seed)
    {
        var random = new Random(seed);
        var platform = RandomPlatform.Start(random);
        var store = Judge.Start(platform, Stop);
        for (var step = 0; step < 60; step++)
        {
            platform = RandomPlatform.Change(random, platform, out var change);
            store.Change(platform, Stop);

            Assert.True(Text(Judge.Judge(platform, Stop)) == Text(store.Judgement), $"seed {seed}, step {step}: {change}\n{Difference(Judge.Judge(platform, Stop), store.Judgement)}");
        }
    }

    [Fact]
    public void A_change_that_is_taken_back_leaves_what_was_there()
    {
        var random = new Random(5);
        var platform = RandomPlatform.Start(random);
        var store = Judge.Start(platform, Stop);
        var before = Text(store.Judgement);

        store.Change(RandomPlatform.Change(random, RandomPlatform.Change(random, platform, out _), out _), Stop);
        _ = store.Judgement;
        store.Change(platform, Stop);

        Assert.Equal(before, Text(store.Judgement));
    }

    [Fact]
    public void What_was_told_of_the_platform_before_stays_as_it_was()
    {
        var random = new Random(6);
        var platform = RandomPlatform.Start(random);
        var store = Judge.Start(platform, Stop);
        var (judgement, before) = (store.Judgement, Text(store.Judgement));

        store.Change(RandomPlatform.Change(random, platform, out _), Stop);
        _ = store.Judgement;

        Assert.Equal(before, Text(judgement));
    }

    private static string Difference(Judgement full, Judgement kept)
    {
        var (wanted, got) = (Text(full).Split('\n'), Text(kept).Split('\n'));
        return string.Join('\n', wanted.Except(got).Select(line => "missing " + line).Concat(got.Except(wanted).Select(line => "too much " + line)).Take(20));
    }

    private static string Text(Judgement judgement)
    {
        var text = new StringBuilder();
        foreach (var finding in judgement.Findings)
        {
            text.Append($"{finding.Control.Id} {finding.Subject} {finding.Location} {finding.Message} {finding.Fingerprint} {finding.Copies.Count}\n");
        }

        foreach (var unknown in judgement.Unknowns)
        {
            text.Append($"unknown {unknown.Control.Id} {unknown.Subject} {unknown.Location} {string.Join("; ", unknown.Missing)}\n");
        }

        foreach (var (control, subject) in judgement.Passed)
        {
            text.Append($"passed {control.Id} {subject}\n");
        }

        foreach (var layer in Enum.GetValues<Layer>())
        {
            foreach (var theme in Enum.GetValues<Theme>())
            {
                text.Append($"{layer} {theme} {judgement.Matrix[layer, theme]} {judgement.Matrix.Of(layer, theme)}\n");
            }
        }

        return text.Append(judgement.Counts).Append(string.Join("\n", judgement.Errors)).ToString();
    }

    /// <summary>A small platform in which everything refers to everything, and its changes.</summary>
    private static class RandomPlatform
    {
        private static readonly string[] Namespaces = ["shop", "bank", "kube-system"];
        private static readonly string[] Names = ["a", "b", "c"];
        private static readonly string[] Owners = ["Deployment", "ReplicaSet", "CronJob", "Pod", "Missing"];

        public static Platform Start(Random random)
        {
            var builder = new PlatformBuilder();
            builder.AddRange(Enumerable.Range(0, 25).SelectMany(_ => Read(random)));
            return builder.Build();
        }

        public static Platform Change(Random random, Platform platform, out string change)
        {
            if (random.Next(4) == 0 && platform.Documents.Count > 0)
            {
                var gone = platform.Documents[random.Next(platform.Documents.Count)].Key;
                change = $"without {gone}";
                return platform.Without(gone);
            }

            Document[] documents = [.. Enumerable.Range(0, random.Next(1, 4)).SelectMany(_ => Read(random))];
            change = $"with {string.Join(", ", documents.Select(document => document.Key))}";
            return platform.With(documents);
        }

        private static IReadOnlyList<Document> Read(Random random)
        {
            var options = random.Next(12) == 0 ? new ReadOptions { Scope = Scope.Whole } : new ReadOptions();
            return DocumentReader.Read($"{random.Next(5)}.yaml", Text(random), options).Documents;
        }

        private static string Text(Random random)
        {
            var (name, ns) = (Names[random.Next(Names.Length)], Namespaces[random.Next(Namespaces.Length)]);
            var meta = $"metadata: {{name: {name}, namespace: {ns}{Owner(random)}}}";
            return random.Next(14) switch
            {
                0 => $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {ns}, labels: {{pod-security.kubernetes.io/enforce: {(random.Next(2) == 0 ? "baseline" : "restricted")}}}}}}}",
                1 => $"{{apiVersion: v1, kind: ServiceAccount, {meta}, automountServiceAccountToken: {(random.Next(2) == 0 ? "true" : "false")}}}",
                2 => $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, {meta}, spec: {{podSelector: {{}}, policyTypes: [Ingress, Egress]}}}}",
                3 => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, {meta}, rules: [{{apiGroups: ['*'], resources: ['*'], verbs: ['*']}}, {{apiGroups: [''], resources: [secrets], verbs: [list]}}]}}",
                4 => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, {meta}, roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: Role, name: {Names[random.Next(3)]}}}, subjects: [{{kind: ServiceAccount, name: default, namespace: {ns}}}]}}",
                5 => $"{{apiVersion: v1, kind: Service, {meta}, spec: {{selector: {{app: {name}}}, ports: [{{port: 80}}], type: NodePort}}}}",
                6 => $"{{apiVersion: policy/v1, kind: PodDisruptionBudget, {meta}, spec: {{minAvailable: 1, selector: {{matchLabels: {{app: {name}}}}}}}}}",
                7 => $"{{apiVersion: v1, kind: Pod, {meta}, spec: {Spec(random)}}}",
                8 => $"{{apiVersion: apps/v1, kind: ReplicaSet, {meta}, spec: {{selector: {{}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {Spec(random)}}}}}}}",
                9 => $"{{apiVersion: batch/v1, kind: CronJob, {meta}, spec: {{schedule: '* * * * *', jobTemplate: {{spec: {{template: {{spec: {Spec(random)}}}}}}}}}}}",
                10 => $"{{apiVersion: evidence.redoubt.dev/v1, kind: Collection, metadata: {{name: {name}}}, listed: [{{group: networking.k8s.io, kind: NetworkPolicy, namespace: {ns}}}]}}",
                11 => $"{{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {{name: widgets.{name}}}, spec: {{group: {name}, names: {{kind: Widget, plural: widgets}}, scope: Namespaced, versions: [{{name: v1, served: true}}]}}}}",
                12 => $"{{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {{name: {name}}}, spec: {{matchConstraints: {{resourceRules: [{{apiGroups: [{Names[random.Next(3)]}], apiVersions: [v1], resources: [widgets], operations: [CREATE]}}]}}, validations: [{{expression: 'object.metadata.nam == \"\"'}}]}}}}",
                _ => $"{{apiVersion: apps/v1, kind: Deployment, {meta}, spec: {{replicas: {random.Next(3)}, selector: {{}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {Spec(random)}}}}}}}",
            };
        }

        private static string Owner(Random random) => random.Next(3) > 0 ? "" :
            $", ownerReferences: [{{apiVersion: {(random.Next(4) == 0 ? "v1" : "apps/v1")}, kind: {Owners[random.Next(Owners.Length)]}, name: {Names[random.Next(3)]}, controller: true}}]";

        private static string Spec(Random random)
        {
            var containers = Enumerable.Range(0, random.Next(1, 3))
                .Select(i => $"{{name: c{i}, image: 'web:{(random.Next(2) == 0 ? "latest" : "1")}', securityContext: {{privileged: {(random.Next(2) == 0 ? "true" : "false")}}}}}");
            var account = random.Next(2) == 0 ? "" : $"serviceAccountName: {Names[random.Next(3)]}, ";
            return $"{{{account}containers: [{string.Join(", ", containers)}]}}";
        }
    }
}
