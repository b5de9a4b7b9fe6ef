using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>Objects that run pods: <c>object</c>, <c>pod</c>.</summary>
internal sealed class WorkloadView : SubjectView
{
    public override string Name => "workload";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) => [("object", CelType.Dyn), ("pod", types.Pod)];

    public override bool IsIn(Platform platform) => platform.Workloads.Count > 0;

    public override Subject[] In(PlatformPart part, PlatformValues values) =>
        part is ObjectPart { Workload: { } workload } one
            ? [one.Subject(one.Document.Mention, one.Value, one.Of(workload.Pod))]
            : [];

    public override ExportedForm Exported(CompiledControl control, int minor) => PodView.OfTemplates(minor);
}
