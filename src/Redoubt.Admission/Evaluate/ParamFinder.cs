using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Admission.Evaluate;

/// <summary>The parameters of a policy for one request, or why they cannot be had.</summary>
/// <param name="Found">The parameters: each is judged with alone. No value in the list is "no parameters".</param>
/// <param name="Problem">Why the binding does not work; subject to the failure policy. Empty if it does.</param>
/// <param name="IsUnknown">Whether the problem is that the evidence does not hold them.</param>
internal readonly record struct FoundParams(IReadOnlyList<Node> Found, string Problem, bool IsUnknown);

/// <summary>Finds the parameters that a binding refers to (kubernetes/apiserver, <c>plugin/policy/generic</c>, <c>CollectParams</c>).</summary>
internal static class ParamFinder
{
    public static FoundParams Find(ParamKind? kind, ParamReference? reference, AdmissionRequest request, AdmissionEvidence evidence)
    {
        if (kind is null || reference is null)
        {
            return new FoundParams([default], "", false);
        }

        var group = new GroupKind(GroupKind.GroupOf(kind.ApiVersion), kind.Kind);
        var isNamespaced = evidence.Resources.TryGet(kind.ApiVersion, kind.Kind, out var resource) ? resource.IsNamespaced : reference.Namespace.Length > 0;
        if (!isNamespaced && reference.Namespace.Length > 0)
        {
            return Broken("paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
        }

        var ns = !isNamespaced ? "" : reference.Namespace.Length > 0 ? reference.Namespace : request.Namespace;
        if (isNamespaced && ns.Length == 0)
        {
            return Broken("cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
        }

        var found = evidence.Platform.Of(group, ns).Where(document => Fits(document, reference)).Select(document => document.Root).ToArray();
        if (found.Length > 0)
        {
            return new FoundParams(found, "", false);
        }

        if (!evidence.IsComplete && !evidence.Platform.IsComplete(group, ns.Length == 0 ? null : ns, out var missing))
        {
            return new FoundParams([], $"the parameters of kind {kind.Kind} are not in the evidence: {missing}", true);
        }

        return reference.IsRequired ? Broken("no params found for policy binding with `Deny` parameterNotFoundAction") : new FoundParams([], "", false);
    }

    private static FoundParams Broken(string problem) => new([], "failed to configure binding: " + problem, false);

    private static bool Fits(Document document, ParamReference reference) => reference.Selector.Exists
        ? new LabelSelector(reference.Selector).Selects(document.Labels)
        : document.Name == reference.Name;
}
