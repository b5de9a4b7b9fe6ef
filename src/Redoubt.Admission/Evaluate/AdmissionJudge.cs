using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Evidence;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Evaluate;

/// <summary>Admission policies, compiled for one version of Kubernetes, asked about requests. Immutable; safe for many threads.</summary>
public sealed class AdmissionJudge
{
    private readonly AdmissionEvidence _evidence;
    private readonly ScopeMatcher _matcher;
    private static readonly ScopeMatch NoRule = ScopeMatch.No("no rule is about it");

    private readonly ImmutableArray<CompiledPolicy> _policies;
    private readonly PolicyIndex _index;
    private readonly ImmutableArray<ImmutableArray<PolicyBinding>> _bindings;

    /// <param name="set">The policies and bindings.</param>
    /// <param name="evidence">What is known beside the requests.</param>
    /// <param name="minor">The version of Kubernetes: of 1.33 it is 33.</param>
    /// <param name="kind">Whether the policies are being written or were stored before.</param>
    public AdmissionJudge(PolicySet set, AdmissionEvidence evidence, int minor, ExpressionKind kind = ExpressionKind.New)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(evidence);
        _evidence = evidence;
        _matcher = new ScopeMatcher(evidence.Resources);
        var compiler = new PolicyCompiler(minor, kind);
        var problems = new List<FileProblem>(set.Problems);
        _policies = [.. set.Policies.Select(policy => compiler.Compile(policy, problems))];
        Problems = [.. problems.Distinct()];
        _index = new PolicyIndex([.. _policies.Select(policy => policy.Policy.Scope)], evidence.Resources);
        _bindings = [.. _policies.Select(policy => set.BindingsOf(policy.Policy).ToImmutableArray())];
    }

    /// <summary>What is wrong with the policies: fields and expressions, each with its place.</summary>
    public ImmutableArray<FileProblem> Problems { get; }

    /// <summary>The policies as programs.</summary>
    internal ImmutableArray<CompiledPolicy> Policies => _policies;

    /// <summary>What every policy says of a request, binding by binding and parameter by parameter.</summary>
    /// <param name="request">The request.</param>
    public IEnumerable<PolicyResult> Ask(AdmissionRequest request) => Ask(request, explains: false);

    /// <summary>As <see cref="Ask(AdmissionRequest)"/>, with every expression as it was evaluated.</summary>
    /// <param name="request">The request.</param>
    public IEnumerable<PolicyResult> Explain(AdmissionRequest request) => Ask(request, explains: true);

    /// <summary>What every expression can cost.</summary>
    public IEnumerable<ExpressionCost> Costs() => _policies.SelectMany(ExpressionCost.Of);

    private IEnumerable<PolicyResult> Ask(AdmissionRequest request, bool explains)
    {
        var asked = new AskedRequest(request, _evidence);
        var may = _index.MayMatch(request.Resource);
        return _policies.SelectMany((policy, number) => may[number] ? Ask(policy, _bindings[number], asked, explains) : [Unasked(policy.Policy, null, request, NoRule)]);
    }

    private IEnumerable<PolicyResult> Ask(CompiledPolicy policy, ImmutableArray<PolicyBinding> bindings, AskedRequest asked, bool explains)
    {
        var request = asked.Request;
        var match = _matcher.Match(policy.Policy.Scope, policy.Policy.Dialect, request);
        if (match.IsMatch is not true)
        {
            return [Unasked(policy.Policy, null, request, match)];
        }

        return bindings.Length == 0
            ? AskBound(policy, null, asked, match.As, explains)
            : bindings.SelectMany(binding => binding.Scope is { } scope && _matcher.Match(scope, policy.Policy.Dialect, request) is { IsMatch: not true } narrower
                ? [Unasked(policy.Policy, binding, request, narrower)]
                : AskBound(policy, binding, asked, match.As, explains));
    }

    private static PolicyResult Unasked(AdmissionPolicy policy, PolicyBinding? binding, AdmissionRequest request, ScopeMatch match) => new()
    {
        Policy = policy,
        Binding = binding,
        Request = request,
        Verdict = match.IsMatch is null ? PolicyVerdict.Unknown : PolicyVerdict.Unselected,
        Why = match.Reason,
    };

    private IEnumerable<PolicyResult> AskBound(CompiledPolicy policy, PolicyBinding? binding, AskedRequest asked, ApiResource matched, bool explains)
    {
        var request = asked.Request;
        var rule = policy.Policy;
        var blank = new PolicyResult { Policy = rule, Binding = binding, Request = request, Verdict = PolicyVerdict.Unknown };
        var found = ParamFinder.Find(rule.ParamKind, binding?.Params, request, _evidence);
        if (found.Problem.Length > 0)
        {
            var verdict = found.IsUnknown ? PolicyVerdict.Unknown : rule.FailsOpen ? PolicyVerdict.Pass : PolicyVerdict.Fail;
            return [blank with { Verdict = verdict, Why = found.Problem }];
        }

        return found.Found.Count == 0
            ? [blank with { Verdict = PolicyVerdict.Skip, Why = "there are no parameters, and the binding allows that" }]
            : found.Found.Select(param => AskWith(policy, blank, asked, matched, param, explains));
    }

    private PolicyResult AskWith(CompiledPolicy policy, PolicyResult blank, AskedRequest asked, ApiResource matched, Node param, bool explains)
    {
        var values = asked.Values(matched, policy.Policy.Dialect);
        var inputs = new ExpressionInputs
        {
            Request = values,
            Object = values.Object,
            Params = RequestValues.Of(param),
            Authorizer = asked.Authorizer,
            RequestResource = asked.ResourceCheck(matched),
            Explanation = explains ? new Explanation() : null,
        };
        var result = Judge(policy, inputs, blank with { Params = param["metadata"]["name"].AsString() ?? "" });
        return inputs.Explanation is { } explanation ? result with { Evaluated = explanation.All } : result;
    }

    private PolicyResult Judge(CompiledPolicy policy, ExpressionInputs inputs, PolicyResult blank)
    {
        if (Conditions.Stop(policy, inputs) is { } stop)
        {
            return blank with { Verdict = stop.Verdict, Why = stop.Why };
        }

        if (policy.Policy.IsMutating)
        {
            return new Mutator(policy, inputs, _evidence.Resources).Mutate(blank);
        }

        var validator = new Validator(policy, inputs);
        var decisions = validator.Decide().ToBuilder();
        var annotations = validator.Annotate(decisions);
        return blank with
        {
            Verdict = Validator.Verdict(decisions),
            Decisions = decisions.ToImmutable(),
            Annotations = annotations,
            Cost = validator.Cost,
        };
    }
}
