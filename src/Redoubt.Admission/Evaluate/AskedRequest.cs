using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>A request while policies are asked about it: what its variables are is made once, however many policies ask. For one thread.</summary>
/// <param name="request">The request.</param>
/// <param name="evidence">What is known beside it.</param>
/// <param name="minor">The server's version: of 1.33 it is 33.</param>
internal sealed class AskedRequest(AdmissionRequest request, AdmissionEvidence evidence, int minor)
{
    private readonly Dictionary<(ApiResource Matched, PolicyDialect Dialect, bool IsMutating), ExpressionInputs> _inputs = [];
    private readonly CelValue _authorizer = evidence.AuthorizerOf(request);

    /// <summary>The request.</summary>
    public AdmissionRequest Request => request;

    /// <summary>The request's resource in other groups and versions.</summary>
    public IReadOnlyList<ApiResource> Equivalents { get; } = evidence.Resources.Equivalents(request.Resource);

    /// <summary>Whether every expression is to be noted as it was evaluated.</summary>
    public bool Explains { get; init; }

    /// <summary>What the variables of a policy without parameters are.</summary>
    /// <param name="matched">The resource as which the object is judged.</param>
    /// <param name="dialect">Whose semantics the policy has.</param>
    /// <param name="isMutating">Whether it is a mutating policy.</param>
    public ExpressionInputs Inputs(ApiResource matched, PolicyDialect dialect, bool isMutating)
    {
        if (!_inputs.TryGetValue((matched, dialect, isMutating), out var inputs))
        {
            var values = RequestValues.Of(request, matched, dialect, evidence.Values, minor, isMutating);
            _inputs.Add((matched, dialect, isMutating), inputs = new ExpressionInputs
            {
                Request = values,
                Object = values.Object,
                Authorizer = _authorizer,
                RequestResource = evidence.RequestResourceOf(request, matched),
            });
        }

        return inputs;
    }
}
