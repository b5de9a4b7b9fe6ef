using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Admission.Evaluate;

/// <summary>Parameters with which a policy is asked.</summary>
/// <param name="Name">Their name; empty for none.</param>
/// <param name="Value">The value of <c>params</c>; null for none.</param>
internal readonly record struct BoundParam(string Name, CelValue Value);

/// <summary>The parameters of a policy for one request, or why they cannot be had.</summary>
/// <param name="Found">The parameters: each is judged with alone.</param>
/// <param name="Problem">Why the binding does not work; subject to the failure policy. Empty if it does.</param>
/// <param name="IsUnknown">Whether the problem is that the evidence does not hold them.</param>
internal readonly record struct FoundParams(IReadOnlyList<BoundParam> Found, string Problem, bool IsUnknown);

/// <summary>
/// Where the parameters of one policy under one binding come from (kubernetes/apiserver, <c>plugin/policy/generic</c>, <c>CollectParams</c>):
/// decided once, when policies are bound; only the namespace is the request's. Safe for many threads.
/// </summary>
internal sealed class ParamSource
{
    private static readonly FoundParams None = new([new BoundParam("", CelValue.Null)], "", false);

    private readonly AdmissionEvidence _evidence;
    private readonly ParamReference _reference;
    private readonly GroupKind _kind;
    private readonly bool _isNamespaced;
    private readonly FoundParams? _fixed;

    private ParamSource(ParamKind kind, ParamReference reference, AdmissionEvidence evidence)
    {
        (_evidence, _reference) = (evidence, reference);
        _kind = new GroupKind(GroupKind.GroupOf(kind.ApiVersion), kind.Kind);
        _isNamespaced = evidence.Resources.TryGet(kind.ApiVersion, kind.Kind, out var resource) ? resource.IsNamespaced : reference.Namespace.Length > 0;
        _fixed = !_isNamespaced && reference.Namespace.Length > 0 ? Broken("paramRef.namespace must not be provided for a cluster-scoped `paramKind`")
            : !_isNamespaced || reference.Namespace.Length > 0 ? In(reference.Namespace)
            : null;
    }

    /// <summary>The parameters of a policy under a binding; null where it has none.</summary>
    public static ParamSource? Of(ParamKind? kind, ParamReference? reference, AdmissionEvidence evidence) =>
        kind is null || reference is null ? null : new ParamSource(kind, reference, evidence);

    /// <summary>The parameters for a request.</summary>
    /// <param name="source">Where they come from; null for a policy without.</param>
    /// <param name="request">The request.</param>
    public static FoundParams Find(ParamSource? source, AdmissionRequest request) =>
        source is null ? None
        : source._fixed ?? (request.Namespace.Length == 0
            ? Broken("cannot use namespaced paramRef in policy binding that matches cluster-scoped resources")
            : source.In(request.Namespace));

    private FoundParams In(string ns)
    {
        var documents = _reference.Selector.Exists
            ? _evidence.Platform.Select(_kind, ns, new LabelSelector(_reference.Selector))
            : _evidence.Platform.Find(new ObjectKey(_kind, ns, _reference.Name));
        BoundParam[] found = [.. documents.Select(document => new BoundParam(document.Name, _evidence.Values.Of(document.Root)))];
        if (found.Length > 0)
        {
            return new FoundParams(found, "", false);
        }

        if (!_evidence.IsComplete && !_evidence.Platform.IsComplete(_kind, ns.Length == 0 ? null : ns, out var missing))
        {
            return new FoundParams([], $"the parameters of kind {_kind.Kind} are not in the evidence: {missing}", true);
        }

        return _reference.IsRequired ? Broken("no params found for policy binding with `Deny` parameterNotFoundAction") : new FoundParams([], "", false);
    }

    private static FoundParams Broken(string problem) => new([], "failed to configure binding: " + problem, false);
}
