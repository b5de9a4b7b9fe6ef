using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Matching;

/// <summary>The resources that are known: the built-in ones, those of definitions in the evidence, and those that are given.</summary>
public sealed class ApiResources
{
    // One resource under several API groups, each served from the same storage.
    private static readonly string[][] Cohabiting =
    [
        ["extensions/deployments", "apps/deployments"], ["extensions/daemonsets", "apps/daemonsets"],
        ["extensions/replicasets", "apps/replicasets"], ["extensions/networkpolicies", "networking.k8s.io/networkpolicies"],
        ["extensions/ingresses", "networking.k8s.io/ingresses"], ["extensions/podsecuritypolicies", "policy/podsecuritypolicies"],
        ["/events", "events.k8s.io/events"],
    ];

    private readonly Dictionary<(string ApiVersion, string Kind), Entry> _byKind = [];
    private readonly ILookup<string, Entry> _byStorage;
    private readonly Lazy<ILookup<(string Group, string Version, string Plural), Entry>> _byPlural;

    /// <param name="documents">The evidence, of which the CustomResourceDefinitions count.</param>
    /// <param name="minor">The target version: of 1.33 it is 33. Versions of the API that it does not serve have no equivalents.</param>
    /// <param name="given">More resources.</param>
    public ApiResources(IEnumerable<Document> documents, int minor, IEnumerable<ApiResource>? given = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        foreach (var kind in FieldIndex.Default.Kinds)
        {
            Add(kind, kind.Served.At(minor), "");
        }

        foreach (var definition in documents.Where(document => document.Kind == "CustomResourceDefinition"))
        {
            var converts = definition.Root["spec"]["conversion"]["strategy"].Is("Webhook");
            foreach (var kind in CrdSchema.Kinds(definition))
            {
                Add(kind, isServed: true, converts ? kind.ApiVersion : kind.Group, definition);
            }
        }

        foreach (var resource in given ?? [])
        {
            _byKind.TryAdd((resource.ApiVersion, resource.Kind), new Entry(resource, true, "", null, null));
        }

        _byPlural = new(() => _byKind.Values.Where(entry => entry.IsServed)
            .ToLookup(entry => (entry.Resource.Group, entry.Resource.Version, entry.Resource.Plural)));
        _byStorage = _byKind.Values.Where(entry => entry.IsServed).ToLookup(entry => Storage(entry.Resource));
    }

    /// <summary>The resource of an object; of a kind that is not known a guess, as people form plurals.</summary>
    /// <param name="document">The object.</param>
    /// <param name="isKnown">Whether it is no guess.</param>
    public ApiResource Of(Document document, out bool isKnown)
    {
        ArgumentNullException.ThrowIfNull(document);
        isKnown = _byKind.TryGetValue((document.ApiVersion, document.Kind), out var entry);
        if (isKnown)
        {
            return entry!.Resource;
        }

        var version = document.ApiVersion[(document.ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return new ApiResource(document.Group, version, document.Kind, Plural(document.Kind), document.Namespace.Length > 0);
    }

    /// <summary>A resource by <c>apiVersion</c> and kind.</summary>
    public bool TryGet(string apiVersion, string kind, out ApiResource resource)
    {
        var found = _byKind.TryGetValue((apiVersion, kind), out var entry);
        resource = found ? entry!.Resource : default;
        return found;
    }

    /// <summary>The same resource in other groups and versions that are served.</summary>
    public IReadOnlyList<ApiResource> Equivalents(ApiResource resource) =>
        [.. _byStorage[Storage(resource)].Select(entry => entry.Resource).Where(other => other != resource)];

    /// <summary>
    /// Whether the API server serves a resource as a rule names it: <c>*</c> stands for anything, and a subresource for its resource.
    /// Null for a group of which nothing is known: a definition that is not in the evidence, or another server, may serve it.
    /// </summary>
    /// <param name="group">The group; empty for the core.</param>
    /// <param name="version">The version.</param>
    /// <param name="resource">The resource, as <c>pods</c> or <c>pods/exec</c>.</param>
    public bool? Serves(string group, string version, string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var plural = slash < 0 ? resource : resource[..slash];
        var isKnown = group == "*";
        foreach (var (known, isServed, _, _, _) in _byKind.Values)
        {
            if (group != "*" && group != known.Group)
            {
                continue;
            }

            isKnown = true;
            if (isServed && (version == "*" || version == known.Version) && (plural == "*" || plural == known.Plural))
            {
                return true;
            }
        }

        return isKnown ? false : null;
    }

    /// <summary>Whether an object of one resource is one of the other with another <c>apiVersion</c>, and nothing else to convert.</summary>
    public bool HaveSameShape(ApiResource one, ApiResource other) =>
        _byKind.TryGetValue((one.ApiVersion, one.Kind), out var first)
        && _byKind.TryGetValue((other.ApiVersion, other.Kind), out var second)
        && first.Shape.Length > 0 && first.Shape == second.Shape;

    /// <summary>The fields of a kind's objects; null if they are not known.</summary>
    internal TypeInfo? TypeOf(string apiVersion, string kind) => _byKind.GetValueOrDefault((apiVersion, kind))?.Kind?.Type;

    /// <summary>The schema of a custom resource; null for any other kind.</summary>
    internal StructuralSchema? SchemaOf(ApiResource resource) =>
        _byKind.GetValueOrDefault((resource.ApiVersion, resource.Kind))?.Definition is { } definition ? CrdSchema.Read(definition, resource.Version) : null;

    /// <summary>
    /// The kinds that a server at its defaults serves under a name in a rule, whose letters' case does not matter to it. Built-in versions that
    /// are not stable have to be switched on.
    /// </summary>
    internal IEnumerable<ApiResource> Kinds(string apiGroup, string version, string plural) =>
        from entry in _byPlural.Value[(apiGroup, version, plural.ToLowerInvariant())]
        where entry.Definition is not null || !entry.Resource.Version.AsSpan().ContainsAny('a', 'b')
        select entry.Resource;

    private static string Storage(ApiResource resource)
    {
        var name = $"{resource.Group}/{resource.Plural}";
        return Array.Find(Cohabiting, names => names.Contains(name))?[0] ?? name;
    }

    private void Add(KindInfo kind, bool isServed, string shape, Document? definition = null)
    {
        if (kind.Plural is { } plural)
        {
            var resource = new ApiResource(kind.Group, kind.Version, kind.Kind, plural, kind.Namespaced);
            _byKind.TryAdd((kind.ApiVersion, kind.Kind), new Entry(resource, isServed, shape.Length > 0 ? shape : kind.TypeName ?? "", kind, definition));
        }
    }

    private static string Plural(string kind)
    {
        var name = kind.ToLowerInvariant();
        return name switch
        {
            [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => name + "es",
            [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => name[..^1] + "ies",
            _ => name + "s",
        };
    }

    private sealed record Entry(ApiResource Resource, bool IsServed, string Shape, KindInfo? Kind, Document? Definition);
}
