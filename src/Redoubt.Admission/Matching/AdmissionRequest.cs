using Redoubt.Evidence;
using Redoubt.Evidence.Secrets;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Admission.Matching;

/// <summary>A request to an API server, as admission sees it.</summary>
public sealed record AdmissionRequest
{
    // The namespaces that every API server makes, with the label of their name.
    private static readonly string[] Made = ["default", "kube-system", "kube-public", "kube-node-lease"];

    /// <summary><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</summary>
    public string Operation { get; init; } = "CREATE";

    /// <summary>The resource of the object.</summary>
    public required ApiResource Resource { get; init; }

    /// <summary>The subresource; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The object's name; empty where the server is to make one.</summary>
    public string Name { get; init; } = "";

    /// <summary>The namespace; of a Namespace its own name; empty for any other object that lives in none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>What the object was read from, which says what of it is not known; null for an object of which all is.</summary>
    public Document? Document { get; init; }

    /// <summary>The object as it is to be; no value if it is to go.</summary>
    public Node Object { get; init; }

    /// <summary>The object as it is; no value if it is new.</summary>
    public Node OldObject { get; init; }

    /// <summary>The Namespace of the object; no value if it lives in none or it is not known.</summary>
    public Node NamespaceObject { get; init; }

    /// <summary>
    /// Whether a namespace that is not known is taken to have no labels but its name, as those have that the API server makes itself. Otherwise
    /// what asks for them is unknown.
    /// </summary>
    public bool AssumesBareNamespace { get; init; }

    /// <summary>Who asks.</summary>
    public AdmissionUser User { get; init; } = AdmissionUser.None;

    /// <summary>Whether nothing is to be stored.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What of the object may be shown; null for everything.</summary>
    public Redactor? Redactor { get; init; }

    /// <summary>Whether the object's labels are known, by which policies are selected.</summary>
    internal bool LabelsAreKnown => Document is null || !Document.Unknown.Any(unknown => unknown.Path.Steps is not [{ } first, ..] steps
        || (MayBe(first, "metadata") && (steps.Count == 1 || MayBe(steps[1], "labels"))));

    /// <summary>The request for one object.</summary>
    /// <param name="document">The object.</param>
    /// <param name="operation">What is to be done with it. On UPDATE the old object is the same, on DELETE it is the only one.</param>
    /// <param name="resources">The resources that are known.</param>
    /// <param name="namespaces">The Namespace objects that are known, by name.</param>
    public static AdmissionRequest For(
        Document document, string operation, ApiResources resources, IReadOnlyDictionary<string, Node>? namespaces = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(resources);
        var resource = resources.Of(document, out _);
        var written = document.Root["metadata"]["namespace"].AsString() ?? "";
        var ns = !resource.IsNamespaced ? "" : written.Length > 0 ? written : document.Namespace.Length > 0 ? document.Namespace : "default";
        Node found = default;
        namespaces?.TryGetValue(ns, out found);
        return new AdmissionRequest
        {
            Operation = operation,
            Resource = resource,
            Document = document,
            Name = document.Root["metadata"]["name"].HasValue ? document.Name : "",
            Namespace = resource.IsNamespaces ? document.Name : ns,
            Object = operation == "DELETE" ? default : document.Root,
            OldObject = operation is "UPDATE" or "DELETE" ? document.Root : default,
            NamespaceObject = ns.Length > 0 ? found : default,
            AssumesBareNamespace = Made.Contains(ns),
            Redactor = Redactor.Of(document),
        };
    }

    private static bool MayBe(PathStep step, string field) => step.IsAny || step.Name == field;
}
