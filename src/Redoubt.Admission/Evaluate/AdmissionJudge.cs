using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Evaluate;

/// <summary>Admission policies, compiled for one version of Kubernetes, asked about requests. Immutable; safe for many threads.</summary>
public sealed class AdmissionJudge
{
    private static readonly ScopeMatch NoRule = ScopeMatch.No("no rule is about it");

    private readonly AdmissionEvidence _evidence;
    private readonly int _minor;
    private readonly ScopeMatcher _matcher;
    private readonly ImmutableArray<BoundPolicy> _policies;
    private readonly PolicyIndex _index;

    /// <param name="set">The policies and bindings.</param>
    /// <param name="evidence">What is known beside the requests.</param>
    /// <param name="minor">The version of Kubernetes: of 1.33 it is 33.</param>
    /// <param name="kind">Whether the policies are being written or were stored before.</param>
    public AdmissionJudge(PolicySet set, AdmissionEvidence evidence, int minor, ExpressionKind kind = ExpressionKind.New)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(evidence);
        _evidence = evidence;
        _minor = minor;
        _matcher = new ScopeMatcher(evidence.Resources);
        var compiler = new PolicyCompiler(minor, kind);
        var problems = new List<FilePlace>(set.Problems);
        var bindings = set.Bindings.ToLookup(binding => (binding.IsMutating, binding.PolicyName));
        _policies =
        [
            .. set.Policies.Select(policy => BoundPolicy.Of(
                compiler.Compile(policy, problems), policy.OwnBinding is { } own ? [own] : bindings[(policy.IsMutating, policy.Name)], evidence)),
        ];
        Problems = [.. problems.Distinct()];
        _index = new PolicyIndex([.. set.Policies.Select(policy => policy.Scope)]);
    }

    /// <summary>What is wrong with the policies: fields and expressions, each with its place.</summary>
    public ImmutableArray<FilePlace> Problems { get; }

    /// <summary>The policies, rule by rule, with their expansions to pod controllers.</summary>
    public IEnumerable<AdmissionPolicy> Policies => _policies.Select(policy => policy.Policy);

    /// <summary>The policies as programs.</summary>
    internal IEnumerable<CompiledPolicy> Compiled => _policies.Select(policy => policy.Compiled);

    /// <summary>What every policy says of a request, binding by binding and parameter by parameter.</summary>
    /// <param name="request">The request.</param>
    public IReadOnlyList<PolicyResult> Ask(AdmissionRequest request) => Ask(request, explains: false);

    /// <summary>As <see cref="Ask(AdmissionRequest)"/>, with every expression as it was evaluated.</summary>
    /// <param name="request">The request.</param>
    public IReadOnlyList<PolicyResult> Explain(AdmissionRequest request) => Ask(request, explains: true);

    /// <summary>What every expression can cost.</summary>
    public IEnumerable<ExpressionCost> Costs() => Compiled.SelectMany(ExpressionCost.Of);

    private List<PolicyResult> Ask(AdmissionRequest request, bool explains)
    {
        var asked = new AskedRequest(request, _evidence, _minor) { Explains = explains };
        var may = _index.MayMatch(request.Operation, request.Resource, asked.Equivalents);
        var results = new List<PolicyResult>(_policies.Length);
        for (var number = 0; number < _policies.Length; number++)
        {
            if (may[number])
            {
                Ask(_policies[number], asked, results);
            }
            else
            {
                results.Add(Unasked(_policies[number].Policy, null, request, NoRule));
            }
        }

        return results;
    }

    private void Ask(BoundPolicy policy, AskedRequest asked, List<PolicyResult> results)
    {
        var dialect = policy.Policy.Dialect;
        var match = _matcher.Match(policy.Policy.Scope, dialect, asked.Request, asked.Equivalents);
        if (match.IsMatch is not true)
        {
            results.Add(Unasked(policy.Policy, null, asked.Request, match));
            return;
        }

        foreach (var bound in policy.Bindings)
        {
            if (bound.Binding?.Scope is { } scope && _matcher.Match(scope, dialect, asked.Request, asked.Equivalents) is { IsMatch: not true } narrower)
            {
                results.Add(Unasked(policy.Policy, bound.Binding, asked.Request, narrower));
                continue;
            }

            Ask(policy, bound, asked, match.As, results);
        }
    }

    private static PolicyResult Unasked(AdmissionPolicy policy, PolicyBinding? binding, AdmissionRequest request, ScopeMatch match) => new()
    {
        Policy = policy,
        Binding = binding,
        Request = request,
        Verdict = match.IsMatch is null ? PolicyVerdict.Unknown : PolicyVerdict.Unselected,
        Why = match.Reason,
    };

    private void Ask(BoundPolicy policy, BoundBinding bound, AskedRequest asked, ApiResource matched, List<PolicyResult> results)
    {
        var rule = policy.Policy;
        var blank = new PolicyResult { Policy = rule, Binding = bound.Binding, Request = asked.Request, Verdict = PolicyVerdict.Unknown };
        var found = ParamSource.Find(bound.Params, asked.Request);
        if (found.Problem.Length > 0)
        {
            var verdict = found.IsUnknown ? PolicyVerdict.Unknown : rule.FailsOpen ? PolicyVerdict.Pass : PolicyVerdict.Fail;
            results.Add(blank with { Verdict = verdict, Why = found.Problem });
        }
        else if (found.Found.Count == 0)
        {
            results.Add(blank with { Verdict = PolicyVerdict.Skip, Why = "there are no parameters, and the binding allows that" });
        }

        foreach (var param in found.Found)
        {
            results.Add(AskWith(policy.Compiled, blank, asked, matched, param));
        }
    }

    private PolicyResult AskWith(CompiledPolicy policy, PolicyResult blank, AskedRequest asked, ApiResource matched, BoundParam param)
    {
        var inputs = asked.Inputs(matched, policy.Policy.Dialect, policy.Policy.IsMutating);
        inputs = param.Value.Kind == CelKind.Null ? inputs : inputs with { Params = param.Value };
        inputs = asked.Explains ? inputs with { Explanation = new Explanation() } : inputs;
        var result = Judge(policy, inputs, param.Name.Length == 0 ? blank : blank with { Params = param.Name });
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
            return new Mutator(policy, inputs, _evidence.Resources, _minor).Mutate(blank);
        }

        var validator = new Validator(policy, inputs);
        var decisions = validator.Decide();
        var annotations = validator.Annotate(out var errors);
        decisions = errors.IsEmpty ? decisions : decisions.AddRange(errors);
        return blank with
        {
            Verdict = Validator.Verdict(decisions),
            Decisions = decisions,
            Annotations = annotations,
            Cost = validator.Cost,
        };
    }
}
