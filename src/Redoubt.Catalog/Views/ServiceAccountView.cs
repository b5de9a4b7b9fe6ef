using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Views;

/// <summary>Service accounts: <c>object</c>, which is unknown of one that is only referred to, and <c>pods</c>, which run as it.</summary>
internal sealed class ServiceAccountView : SubjectView
{
    public override string Name => "serviceaccount";

    public override string Obstacle => "it judges service accounts together with the pods that run as them";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) =>
        [("object", types.ServiceAccount), ("pods", CelType.List(types.Pod))];

    public override bool IsIn(Platform platform) => platform.ServiceAccounts.Count > 0;

    public override bool MayBeIn(GroupKind kind) => false;

    public override Subject[] In(PlatformPart part, PlatformValues values)
    {
        if (part is not AccountPart { Use: var use })
        {
            return [];
        }

        var own = use.Document is { } document ? values.Of(document.Root) : EvidenceMissing.Unknown(MissingEvidence.Object("ServiceAccount", use.Namespace, use.Name));
        var name = use.Document is null ? new SubjectName("v1", "ServiceAccount", use.FirstMention.ShownNamespace, use.Name) : Subject.NameOf(use.Document);
        var pods = CelValue.List([.. use.Workloads.Select(workload => values.Of(workload.Pod))]);
        return [new Subject(name, use.FirstMention, use.Mention, own, pods)];
    }
}
