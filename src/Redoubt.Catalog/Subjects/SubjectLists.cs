using System.Collections.Concurrent;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Subjects;

/// <summary>The subjects of each view on one platform, listed when the first control asks, in the platform's order.</summary>
internal sealed class SubjectLists(PlatformValues values)
{
    private readonly ConcurrentDictionary<(View View, string Kinds), Lazy<Subject[]>> _lists = new();

    public Subject[] Of(CompiledControl control) => _lists.GetOrAdd(
        (control.View, string.Join(',', control.Kinds)),
        _ => new Lazy<Subject[]>(() => [.. List(control.View, control.Kinds)])).Value;

    private Platform Platform => values.Platform;

    private IEnumerable<Subject> List(View view, IReadOnlyList<KindPattern> kinds) => view switch
    {
        View.Pod or View.Workload => Platform.Workloads.Select(OfWorkload),
        View.Container => Platform.Workloads.SelectMany(OfContainers),
        View.Namespace => Platform.Namespaces.Select(OfNamespace),
        View.ServiceAccount => Platform.ServiceAccounts.Select(OfAccount),
        View.Ambiguity => Platform.Documents.SelectMany(OfAmbiguities),
        View.Platform => Platform.Documents.Take(1).Select(OfPlatform),
        _ => Platform.Documents.Where(document => kinds.Any(kind => kind.Fits(document.Key.Kind))).Select(OfObject),
    };

    private bool IsOwned(Document document) => !ReferenceEquals(Platform.TopOwner(document), document);

    private Subject OfObject(Document document) => new()
    {
        Name = Subject.NameOf(document),
        Document = document,
        Mention = document.Mention,
        IsOwned = IsOwned(document),
        Object = values.Of(document.Root),
    };

    private Subject OfWorkload(Workload workload) => new()
    {
        Name = Subject.NameOf(workload.Document),
        Document = workload.Document,
        Mention = workload.Document.Mention,
        IsOwned = IsOwned(workload.Document),
        Object = values.Of(workload.Document.Root),
        Pod = values.Of(workload.Pod),
    };

    private List<Subject> OfContainers(Workload workload)
    {
        var subjects = new List<Subject>();
        foreach (var container in workload.Containers)
        {
            var value = values.Of(container.Node);
            subjects.Add(OfContainer(workload, container.Node, value, container.Role));
            if (UnknownContainers.OtherRole(container.Role, value) is { } other)
            {
                // It is one of the two: neither may pass as if it were none.
                subjects.Add(OfContainer(workload, container.Node, other.Container, other.Role));
            }
        }

        if (!values.IsKnown(workload.Document))
        {
            subjects.AddRange(UnknownContainers.Of(values.Of(workload.Pod))
                .Select(unknown => OfContainer(workload, workload.Document.Mention, unknown.Container, unknown.Role)));
        }

        return subjects;
    }

    private Subject OfContainer(Workload workload, Node mention, CelValue container, ContainerRole role) => new()
    {
        Name = Subject.NameOf(workload.Document),
        Document = workload.Document,
        Mention = mention,
        IsOwned = IsOwned(workload.Document),
        Object = values.Of(workload.Document.Root),
        Pod = values.Of(workload.Pod),
        Container = container,
        Role = role,
    };

    private Subject OfNamespace(NamespaceUse use) => new()
    {
        Name = use.Document is { } own ? Subject.NameOf(own) : new SubjectName("v1", "Namespace", "", use.Name),
        Document = use.FirstMention,
        Mention = use.Mention,
        Namespace = CelValue.String(use.Name),
        Object = use.Document is { } document ? values.Of(document.Root) : EvidenceMissing.Unknown(MissingEvidence.Object("Namespace", "", use.Name)),
    };

    private Subject OfAccount(AccountUse use) => new()
    {
        Name = use.Document is { } own ? Subject.NameOf(own) : new SubjectName("v1", "ServiceAccount", use.Namespace, use.Name),
        Document = use.FirstMention,
        Mention = use.Mention,
        Object = use.Document is { } document ? values.Of(document.Root) : EvidenceMissing.Unknown(MissingEvidence.Object("ServiceAccount", use.Namespace, use.Name)),
        Pods = CelValue.List([.. use.Workloads.Select(workload => values.Of(workload.Pod))]),
    };

    private IEnumerable<Subject> OfAmbiguities(Document document) =>
        AmbiguousPlaces.Of(document).Select(place => new Subject
        {
            Name = Subject.NameOf(document),
            Document = document,
            Mention = place.Node,
            MentionOffset = place.Ambiguity.Offset,
            Object = values.Of(document.Root),
            Ambiguity = place.Value(values.RedactorOf(document)),
        });

    private static Subject OfPlatform(Document first) => new()
    {
        Name = new SubjectName("", "Platform", "", ""),
        Document = first,
        Mention = first.Mention,
    };
}
