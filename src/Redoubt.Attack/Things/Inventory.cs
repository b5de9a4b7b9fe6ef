using Redoubt.Access;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Attack.Things;

/// <summary>The things of a platform that an attacker meets. Immutable.</summary>
internal sealed class Inventory
{
    private static readonly GroupKind SecretKind = new("", "Secret");
    private static readonly GroupKind ServiceKind = new("", "Service");
    private static readonly GroupKind RuntimeKind = new("node.k8s.io", "RuntimeClass");
    private static readonly GroupKind ImageKind = new("evidence.redoubt.dev", "Image");
    private readonly ILookup<string, Document> _images;
    private readonly Dictionary<Document, PodThing> _byDocument;
    private readonly Dictionary<Tape, TapeValues> _values;
    private readonly ILookup<string, Node> _served;

    /// <param name="platform">The evidence.</param>
    /// <param name="minor">The minor version of Kubernetes.</param>
    /// <param name="ownImages">Where images of one's own begin.</param>
    public Inventory(Platform platform, int minor, IReadOnlyList<string> ownImages)
    {
        (Platform, Minor, OwnImages) = (platform, minor, ownImages);
        _values = platform.Documents.GroupBy(document => document.Root.Tape).ToDictionary(group => group.Key, group => new TapeValues(group.Key, group));
        Authorization = new Authorization(platform, minor);
        Nodes = NodeClass.Of(platform);
        Namespaces = [.. platform.Namespaces.Select(use => use.Name).Order(StringComparer.Ordinal)];
        Pods = PodsOf();
        _byDocument = Pods.ToDictionary(pod => pod.Document);
        _served = platform.Of(ServiceKind).Where(service => service.Root["spec"]["selector"].Count > 0).ToLookup(service => service.Namespace, service => service.Root["spec"]["selector"]);
        _images = platform.Of(ImageKind).ToLookup(image => image.Root["reference"].AsString() ?? image.Name, StringComparer.Ordinal);
        Secrets = SecretsOf();
        PodsByNamespace = Pods.ToLookup(pod => pod.Namespace, StringComparer.Ordinal);
    }

    public Platform Platform { get; }

    public int Minor { get; }

    public IReadOnlyList<string> OwnImages { get; }

    public Authorization Authorization { get; }

    public IReadOnlyList<NodeClass> Nodes { get; }

    /// <summary>The namespaces that are there or named, by name.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The pods by workload; what a workload here made is not told again.</summary>
    public IReadOnlyList<PodThing> Pods { get; }

    public ILookup<string, PodThing> PodsByNamespace { get; }

    /// <summary>The secrets that are there or used, as <c>NAMESPACE/NAME</c>, with the object if it is there.</summary>
    public IReadOnlyDictionary<string, Document?> Secrets { get; }

    /// <summary>The accounts of a namespace, as <c>NAMESPACE/NAME</c>.</summary>
    public IEnumerable<string> AccountsIn(string ns) =>
        Platform.ServiceAccounts.Where(use => use.Namespace == ns).Select(use => $"{ns}/{use.Name}").Append($"{ns}/default").Distinct(StringComparer.Ordinal);

    /// <summary>Whether an image is one's own, so that nobody else supplies it.</summary>
    public bool IsOwn(ContainerThing container) => OwnImages.Any(prefix => container.Repository.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The containers of a pod that listen.</summary>
    public IEnumerable<ContainerThing> Listening(PodThing pod) => pod.Listening(_served[pod.Namespace].Any(selector => Selects(selector, pod.Workload.Labels)));

    /// <summary>The pods that a document is of, or that something here made with it; null if none are.</summary>
    public PodThing? PodOf(Document document) => _byDocument.GetValueOrDefault(Platform.TopOwner(document));

    /// <summary>The handler of the runtime that a pod asks for, as its RuntimeClass has it, else the class's name; empty for the usual one.</summary>
    public string RuntimeOf(PodThing pod)
    {
        var name = pod.Workload.Spec["runtimeClassName"].AsString() ?? "";
        return Platform.Find(new ObjectKey(RuntimeKind, "", name)) is [var document, ..] ? document.Root["handler"].AsString() ?? name : name;
    }

    /// <summary>Whether evidence of a container's image names a flaw that is known to be exploited.</summary>
    public bool IsExploited(ContainerThing container)
    {
        foreach (var image in _images[container.Node["image"].AsString() ?? ""])
        {
            foreach (var flaw in image.Root["vulnerabilities"].Items)
            {
                if (flaw["exploited"].IsTrue)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Selects(Node selector, Node labels)
    {
        foreach (var pair in selector.Fields)
        {
            if (!labels[pair.Key.ToString()].Is(pair.Text))
            {
                return false;
            }
        }

        return true;
    }

    private List<PodThing> PodsOf()
    {
        var pods = new List<PodThing>();
        var workloads = Platform.Workloads.Where(workload => ReferenceEquals(Platform.TopOwner(workload.Document), workload.Document)).ToArray();
        var names = workloads.DistinctBy(workload => workload.Document.Key).CountBy(workload => (workload.Document.Namespace, workload.Document.Name)).ToDictionary();
        foreach (var workload in workloads)
        {
            var document = workload.Document;
            var name = names[(document.Namespace, document.Name)] == 1 ? document.Name : $"{document.Key.Kind.Kind}/{document.Name}";
            var values = _values[workload.Document.Root.Tape];
            var account = Platform.ServiceAccount(document.Namespace, workload.ServiceAccount.Name)?.Document;
            pods.Add(new PodThing(workload, $"{document.Namespace}/{name}", values.Of(workload.Pod), values.Of, Nodes, account));
        }

        return [.. pods.OrderBy(pod => pod.Id, StringComparer.Ordinal)];
    }

    private SortedDictionary<string, Document?> SecretsOf()
    {
        var secrets = new SortedDictionary<string, Document?>(StringComparer.Ordinal);
        foreach (var used in Pods.SelectMany(pod => pod.Secrets))
        {
            secrets[used] = null;
        }

        foreach (var secret in Platform.Of(SecretKind))
        {
            secrets[$"{secret.Namespace}/{secret.Name}"] = secret;
        }

        return secrets;
    }
}
