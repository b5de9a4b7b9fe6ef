using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Export;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>Pods and pod templates: <c>pod</c>, <c>object</c>.</summary>
internal sealed class PodView : SubjectView
{
    public override string Name => "pod";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) => [("pod", types.Pod), ("object", CelType.Dyn)];

    public override bool IsIn(Platform platform) => platform.Workloads.Count > 0;

    public override Subject[] In(PlatformPart part, PlatformValues values) =>
        part is ObjectPart { Workload: { } workload } one
            ? [one.Subject(one.Document.Mention, one.Of(workload.Pod), one.Value)]
            : [];

    public override ExportedForm Exported(CompiledControl control, int minor) => OfTemplates(minor);

    /// <summary>The form of what is asked about the template of whatever object runs pods.</summary>
    internal static ExportedForm OfTemplates(int minor) => new()
    {
        IsAsked = PodTemplates.Default.Has,
        SeesDebugContainers = true,
        Names = new Dictionary<string, string> { ["object"] = "dyn(object)", ["pod"] = "variables.pod" },
        Variables = [("pod", ExportScope.PodTemplate(minor))],
    };
}
