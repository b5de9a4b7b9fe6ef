using Redoubt.Admission.Compile;
using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>
/// The match conditions of a policy (kubernetes/apiserver, <c>plugin/webhook/matchconditions</c>): one that is false decides, whatever the others,
/// but only where all together stay within their budget.
/// </summary>
internal static class Conditions
{
    /// <summary>What stops the policy from being asked, and why; null if nothing does.</summary>
    public static (PolicyVerdict Verdict, string Why)? Stop(CompiledPolicy policy, ExpressionInputs inputs)
    {
        if (policy.MatchConditions.IsEmpty)
        {
            return null;
        }

        var runner = new ExpressionRunner(policy.Variables, inputs with { HasNamespace = policy.Policy.Dialect != PolicyDialect.Kubernetes }, AdmissionLimits.MatchConditions);
        var errors = new List<string>();
        CelValue unknown = default;
        var isFalse = "";
        foreach (var (name, condition) in policy.MatchConditions)
        {
            var value = runner.Evaluate(condition);
            switch (value.Kind)
            {
                case CelKind.Bool when value.IsFalse:
                    isFalse = isFalse.Length == 0 ? name : isFalse;
                    break;
                case CelKind.Error:
                    errors.Add(value.AsError().Message);
                    break;
                case CelKind.Unknown:
                    unknown = value;
                    break;
            }

            if (runner.Remaining < 0)
            {
                return OfErrors(policy.Policy, [value.AsError().Message]);
            }
        }

        return isFalse.Length > 0 ? (PolicyVerdict.Skip, $"match condition `{isFalse}` is false")
            : errors.Count > 0 ? OfErrors(policy.Policy, errors)
            : unknown.Kind == CelKind.Unknown ? (PolicyVerdict.Unknown, unknown.AsUnknown().ToString())
            : null;
    }

    private static (PolicyVerdict Verdict, string Why) OfErrors(AdmissionPolicy policy, List<string> errors)
    {
        var text = errors.Count == 1 ? errors[0] : $"[{string.Join(", ", errors)}]";
        return policy.FailsOpen ? (PolicyVerdict.Skip, text)
            : (policy.Dialect == PolicyDialect.Kubernetes ? PolicyVerdict.Fail : PolicyVerdict.Error, text);
    }
}
