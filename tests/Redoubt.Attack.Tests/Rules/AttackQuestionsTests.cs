using Redoubt.Catalog;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Tests.Rules;

/// <summary>What rules learn of depth, and what of it is not known.</summary>
public sealed class AttackQuestionsTests
{
    // With all that could be unseen of the lower layers seen: what is told of it is certain.
    private const string Seen = """
        apiVersion: v1
        kind: Node
        metadata: { name: worker-1 }
        ---
        apiVersion: evidence.redoubt.dev/v1
        kind: Host
        metadata: { name: worker-1 }
        mandatoryAccess: { appArmor: disabled, seLinux: disabled }
        cloud: { hasIdentity: false }
        ---
        apiVersion: evidence.redoubt.dev/v1
        kind: ContainerEngine
        metadata: { name: worker-1 }
        host: worker-1
        name: containerd
        listeners: [unix:///run/containerd/containerd.sock]
        ---
        apiVersion: evidence.redoubt.dev/v1
        kind: Component
        metadata: { name: kubelet }
        host: worker-1
        name: kubelet
        configuration: { authentication: { anonymous: { enabled: false } }, authorization: { mode: Webhook }, seccompDefault: false }
        ---
        apiVersion: evidence.redoubt.dev/v1
        kind: Component
        metadata: { name: kube-apiserver }
        name: kube-apiserver
        flags: { authorization-mode: "Node,RBAC", enable-admission-plugins: NodeRestriction }
        reachableFrom: [inside]
        ---
        apiVersion: evidence.redoubt.dev/v1
        kind: Component
        metadata: { name: etcd }
        name: etcd
        flags: { client-cert-auth: "true" }
        ---
        apiVersion: evidence.redoubt.dev/v1
        kind: Component
        metadata: { name: calico }
        name: calico
        """;

    private const string Web = """

        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec:
          automountServiceAccountToken: false
          containers:
          - { name: web, image: web, securityContext: { runAsUser: 1000, allowPrivilegeEscalation: false } }
        """;

    [Theory]
    [InlineData("attack.depth('workload:shop/web', 'node') == 1", Verdict.Pass)]
    [InlineData("attack.depth('any', 'node') == 1", Verdict.Pass)]
    [InlineData("attack.needs('any', 'node', 1)", Verdict.Pass)]
    [InlineData("attack.needs('any', 'node', 2)", Verdict.Fail)]
    [InlineData("attack.singlePoints('node') == ['kernel']", Verdict.Pass)]
    public void What_is_seen_is_certain(string question, Verdict verdict) =>
        Assert.Equal(verdict, RuleQuestion.Verdict(RuleQuestion.Judge(question).Judge(RuleQuestion.Platform(Seen + Web), TestContext.Current.CancellationToken)));

    [Theory]
    [InlineData("attack.depth('any', 'node') == 1", "whether")]
    [InlineData("attack.needs('any', 'node', 1)", "whether")]
    [InlineData("attack.depth('any', 'secret:shop/key') > 1", "the jewel secret:shop/key")]
    [InlineData("attack.depth('user:ada', 'node') > 1", "the entry user:ada")]
    public void What_nobody_has_seen_is_unknown_with_what_is_missing(string question, string missing)
    {
        var judgement = RuleQuestion.Judge(question).Judge(RuleQuestion.Platform(Web), TestContext.Current.CancellationToken);

        Assert.StartsWith(missing, Assert.Single(Assert.Single(judgement.Unknowns).Missing).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_failures_are_certain_beside_what_is_unseen() =>
        Assert.Equal(Verdict.Fail, RuleQuestion.Verdict(RuleQuestion.Judge("attack.needs('any', 'node', 2)").Judge(RuleQuestion.Platform(Web), TestContext.Current.CancellationToken)));

    [Fact]
    public void Where_objects_may_be_missing_more_may_lead_there() =>
        Assert.Equal(Verdict.Unknown, RuleQuestion.Verdict(RuleQuestion.Judge("attack.needs('any', 'node', 1)").Judge(RuleQuestion.Platform(Seen + Web, isWhole: false), TestContext.Current.CancellationToken)));

    [Fact]
    public void After_any_change_the_rule_is_asked_again()
    {
        var platform = RuleQuestion.Platform(Seen + Web);
        var store = RuleQuestion.Judge("attack.needs('any', 'node', 1)").Start(platform, TestContext.Current.CancellationToken);
        var opened = DocumentReader.Read("agent.yaml", """
            apiVersion: v1
            kind: Pod
            metadata: { name: agent, namespace: shop }
            spec: { containers: [{ name: agent, image: agent, securityContext: { privileged: true, runAsUser: 0 } }] }
            """).Documents;

        store.Change(platform.With([.. opened]), TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Fail, RuleQuestion.Verdict(store.Judgement));
    }
}
