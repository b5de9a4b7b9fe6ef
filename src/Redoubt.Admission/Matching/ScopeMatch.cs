using System.Collections.Immutable;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Admission.Matching;

/// <summary>Whether a request is one that a policy or binding is about.</summary>
/// <param name="IsMatch">Yes or no; null if that is not known.</param>
/// <param name="Reason">Why not, or what is not known.</param>
/// <param name="As">The resource as which the object is judged: an equivalent one, if only that one is named.</param>
public readonly record struct ScopeMatch(bool? IsMatch, string Reason, ApiResource As)
{
    internal static ScopeMatch No(string reason) => new(false, reason, default);

    internal static ScopeMatch Unknown(string reason) => new(null, reason, default);
}

/// <summary>Matches requests as the API server does (kubernetes/apiserver, <c>plugin/policy/matching</c>, <c>predicates/rules</c>).</summary>
/// <param name="resources">The resources that are known.</param>
internal sealed class ScopeMatcher(ApiResources resources)
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Whether a request is one of a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="dialect">Whose semantics the policy has.</param>
    /// <param name="request">The request.</param>
    /// <param name="equivalents">The request's resource in other groups and versions (<see cref="ApiResources.Equivalents"/>).</param>
    public ScopeMatch Match(PolicyScope scope, PolicyDialect dialect, AdmissionRequest request, IReadOnlyList<ApiResource> equivalents) =>
        scope.Namespace.Length > 0 && scope.Namespace != request.Namespace ? ScopeMatch.No($"it is not in namespace `{scope.Namespace}`")
        : scope is KyvernoScope kyverno ? KyvernoMatcher.Match(kyverno, request)
        : Match((MatchResources)scope, dialect == PolicyDialect.Kubernetes, request, equivalents);

    private ScopeMatch Match(MatchResources scope, bool isServer, AdmissionRequest request, IReadOnlyList<ApiResource> equivalents)
    {
        // A policy that refused every policy could never be mended.
        if (isServer && request.Resource is { Group: "admissionregistration.k8s.io", Plural: var plural } && plural.Contains("admissionpolic", StringComparison.Ordinal))
        {
            return ScopeMatch.No("policies are not judged by policies");
        }

        var inNamespace = NamespaceIsSelected(scope.NamespaceSelector, isServer, request);
        if (inNamespace is false)
        {
            return ScopeMatch.No("its namespace is not selected");
        }

        var isSelected = ObjectIsSelected(scope.ObjectSelector, request);
        if (isSelected is false)
        {
            return ScopeMatch.No("its labels are not selected");
        }

        var others = scope.IsEquivalent ? equivalents : ImmutableArray<ApiResource>.Empty;
        if (Find(scope.Excluded, request, others) is not null)
        {
            return ScopeMatch.No("it is excluded");
        }

        var found = scope.Rules.IsEmpty ? request.Resource : Find(scope.Rules, request, others);
        return found is not { } resource ? ScopeMatch.No("no rule is about it")
            : isSelected is null ? ScopeMatch.Unknown("its labels are not known")
            : inNamespace is null ? ScopeMatch.Unknown($"the labels of namespace `{request.Namespace}` are not known")
            : resource != request.Resource && !resources.HaveSameShape(resource, request.Resource)
                ? ScopeMatch.Unknown($"the API server would convert it to {resource.ApiVersion} first, which cannot be done here")
            : new ScopeMatch(true, "", resource);
    }

    /// <summary>The resource that a rule names: the request's own, else an equivalent one.</summary>
    private static ApiResource? Find(ImmutableArray<ResourceRule> rules, AdmissionRequest request, IReadOnlyList<ApiResource> others)
    {
        if (OneFits(rules, request, request.Resource))
        {
            return request.Resource;
        }

        foreach (var other in others)
        {
            if (OneFits(rules, request, other))
            {
                return other;
            }
        }

        return null;
    }

    private static bool OneFits(ImmutableArray<ResourceRule> rules, AdmissionRequest request, ApiResource resource)
    {
        foreach (var rule in rules)
        {
            if (Fits(rule, request, resource))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(ResourceRule rule, AdmissionRequest request, ApiResource resource) =>
        FitsScope(rule.Scope, request)
        && FitsOne(rule.Operations, request.Operation)
        && FitsOne(rule.Groups, resource.Group)
        && FitsOne(rule.Versions, resource.Version)
        && FitsResource(rule.Resources, resource.Plural, request.Subresource)
        && (rule.Names.IsEmpty || rule.Names.Contains(request.Name));

    private static bool FitsScope(string scope, AdmissionRequest request) => scope switch
    {
        "Namespaced" => !request.Resource.IsNamespaces && request.Namespace.Length > 0,
        "Cluster" => request.Resource.IsNamespaces || request.Namespace.Length == 0,
        _ => true,
    };

    private static bool FitsOne(ImmutableArray<string> words, string word) => words.Contains("*") || words.Contains(word);

    private static bool FitsResource(ImmutableArray<string> resources, string plural, string subresource)
    {
        foreach (var resource in resources)
        {
            var slash = resource.IndexOf('/', StringComparison.Ordinal);
            var name = slash < 0 ? resource : resource.AsSpan(0, slash);
            var below = slash < 0 ? "" : resource.AsSpan(slash + 1);
            if ((name is "*" || name.SequenceEqual(plural)) && (below is "*" || below.SequenceEqual(subresource)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool? ObjectIsSelected(Node selector, AdmissionRequest request) =>
        SelectsAll(selector) ? true
        : !request.LabelsAreKnown ? null
        : Selects(selector, request.Object) || Selects(selector, request.OldObject);

    private static bool Selects(Node selector, Node document) =>
        document.Exists && new LabelSelector(selector).Selects(document["metadata"]["labels"]);

    // What lives in no namespace is never left out; a Namespace is asked for its own labels, to which only the server has added its name.
    internal static bool? NamespaceIsSelected(Node selector, bool isServer, AdmissionRequest request)
    {
        if (SelectsAll(selector) || (request.Namespace.Length == 0 && !request.Resource.IsNamespaces))
        {
            return true;
        }

        if (request.Resource.IsNamespaces)
        {
            var own = request.Object.Exists ? request.Object : request.OldObject;
            var labels = own["metadata"]["labels"];
            return isServer ? Selects(selector, labels, request.Namespace) : new LabelSelector(selector).Selects(labels);
        }

        return request.NamespaceObject.Exists ? Selects(selector, request.NamespaceObject["metadata"]["labels"], request.Namespace)
            : request.AssumesBareNamespace || AsksOnlyForName(selector) ? Selects(selector, default, request.Namespace)
            : null;
    }

    private static bool SelectsAll(Node selector) => !selector.HasValue || new LabelSelector(selector).SelectsAll;

    // The API server itself puts the name label on every Namespace.
    private static bool Selects(Node selector, Node labels, string name)
    {
        if (labels[NameLabel].Exists)
        {
            return new LabelSelector(selector).Selects(labels);
        }

        var written = new System.Text.StringBuilder("{").Append('"').Append(NameLabel).Append("\": ").Append(Quoted(name));
        foreach (var label in labels.Fields)
        {
            written.Append(", ").Append(Quoted(label.Key.ToString())).Append(": ").Append(Quoted(label.AsString() ?? ""));
        }

        return new LabelSelector(selector).Selects(ValueReader.Read("", written.Append('}').ToString(), [])[0]);
    }

    private static string Quoted(string text) => "\"" + System.Text.Json.JsonEncodedText.Encode(text) + "\"";

    private static bool AsksOnlyForName(Node selector)
    {
        foreach (var label in selector["matchLabels"].Fields)
        {
            if (!label.Key.SequenceEqual(NameLabel))
            {
                return false;
            }
        }

        foreach (var expression in selector["matchExpressions"].Items)
        {
            if (!expression["key"].Is(NameLabel))
            {
                return false;
            }
        }

        return true;
    }
}
