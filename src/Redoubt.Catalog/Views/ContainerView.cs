using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>Containers of every role: <c>container</c>, <c>pod</c>, <c>object</c>.</summary>
internal sealed class ContainerView : SubjectView
{
    public override string Name => "container";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) =>
        [("container", types.Container), ("pod", types.Pod), ("object", CelType.Dyn)];

    public override bool IsIn(Platform platform) => platform.Workloads.Count > 0;

    public override Subject[] In(PlatformPart part, PlatformValues values) =>
        part is ObjectPart { Workload: { } workload } one ? Containers(one, workload) : [];

    public override ExportedForm Exported(CompiledControl control, int minor)
    {
        var form = PodView.OfTemplates(minor);
        return form with
        {
            Variables = [.. form.Variables, ("containers", Lists(control.Roles))],
            Loop = ("variables.containers", "container"),
        };
    }

    private static Subject[] Containers(ObjectPart part, Workload workload)
    {
        var pod = part.Of(workload.Pod);
        var own = part.Value;
        var subjects = new List<Subject>();
        foreach (var container in workload.Containers)
        {
            var value = part.Of(container.Node);
            Add(container.Node, value, container.Role);
            if (UnknownContainers.OtherRole(container.Role, value) is { } other)
            {
                // It is one of the two: neither may pass as if it were none.
                Add(container.Node, other.Container, other.Role);
            }
        }

        if (!part.IsKnown)
        {
            foreach (var (container, role) in UnknownContainers.Of(pod))
            {
                Add(part.Document.Mention, container, role);
            }
        }

        return [.. subjects];

        void Add(Node mention, CelValue container, ContainerRole role) => subjects.Add(part.Subject(mention, container, pod, own).In(role));
    }

    private static string Lists(IReadOnlySet<ContainerRole>? roles)
    {
        bool Has(ContainerRole role) => roles is null || roles.Contains(role);
        var lists = new List<string>();
        if (Has(ContainerRole.Container))
        {
            lists.Add(ListOf("containers"));
        }

        if (Has(ContainerRole.Init) || Has(ContainerRole.Sidecar))
        {
            // A sidecar is an init container that goes on running.
            var only = Has(ContainerRole.Init) && Has(ContainerRole.Sidecar) ? ""
                : $".filter(c, c.?restartPolicy.orValue('') {(Has(ContainerRole.Init) ? "!=" : "==")} 'Always')";
            lists.Add(ListOf("initContainers") + only);
        }

        if (Has(ContainerRole.Ephemeral))
        {
            lists.Add(ListOf("ephemeralContainers"));
        }

        return string.Join(" + ", lists);
    }

    private static string ListOf(string field) => $"variables.pod.?spec.?{field}.orValue([])";
}
