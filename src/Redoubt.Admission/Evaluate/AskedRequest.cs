using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>A request while policies are asked about it: what its variables are is made once, however many policies ask. For one thread.</summary>
/// <param name="request">The request.</param>
/// <param name="evidence">What is known beside it.</param>
internal sealed class AskedRequest(AdmissionRequest request, AdmissionEvidence evidence)
{
    private readonly Dictionary<(ApiResource Matched, PolicyDialect Dialect), RequestValues> _values = [];
    private readonly Dictionary<ApiResource, CelValue> _resources = [];
    private CelValue _authorizer;

    /// <summary>The request.</summary>
    public AdmissionRequest Request => request;

    /// <summary>Who may do what.</summary>
    public CelValue Authorizer => _authorizer.Kind == CelKind.Absent ? _authorizer = evidence.AuthorizerOf(request) : _authorizer;

    /// <summary>The values of the variables.</summary>
    /// <param name="matched">The resource as which the object is judged.</param>
    /// <param name="dialect">Whose semantics the policy has.</param>
    public RequestValues Values(ApiResource matched, PolicyDialect dialect)
    {
        if (!_values.TryGetValue((matched, dialect), out var values))
        {
            _values.Add((matched, dialect), values = RequestValues.Of(request, matched, dialect));
        }

        return values;
    }

    /// <summary>A check of the request's own resource.</summary>
    public CelValue ResourceCheck(ApiResource matched)
    {
        if (!_resources.TryGetValue(matched, out var check))
        {
            _resources.Add(matched, check = evidence.RequestResourceOf(request, matched));
        }

        return check;
    }
}
