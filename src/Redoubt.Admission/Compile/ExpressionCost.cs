using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Compile;

/// <summary>What an expression of a policy can cost by the API server's estimate, before anything is known of the objects.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Field">Which of its expressions: <c>validations[0]</c>, <c>variables.team</c>.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Estimate">From how much to how much; the largest number where nothing bounds it.</param>
public sealed record ExpressionCost(AdmissionPolicy Policy, string Field, PolicyText Expression, CelRange Estimate)
{
    /// <summary>Whether even the least is more than one expression may cost.</summary>
    public bool IsTooCostly => Estimate.Min > AdmissionLimits.Expression;

    /// <summary>Whether it can never be stopped for its cost.</summary>
    public bool IsSafe => Estimate.Max <= AdmissionLimits.Expression;

    /// <summary>The cost of every expression of a policy that compiles.</summary>
    internal static IEnumerable<ExpressionCost> Of(CompiledPolicy policy)
    {
        foreach (var (field, expression) in Named(policy))
        {
            if (expression.Program is { } program)
            {
                yield return new ExpressionCost(policy.Policy, field, expression.Source, program.EstimateCost(static (_, _) => null));
            }
        }
    }

    /// <summary>Every expression with its field, in the order in which they are evaluated.</summary>
    internal static IEnumerable<(string Field, CompiledExpression Expression)> Named(CompiledPolicy policy) =>
    [
        .. policy.MatchConditions.Select(one => ($"matchConditions[{one.Name}]", one.Expression)),
        .. policy.Variables.Select(one => ($"variables.{one.Name}", one.Expression)),
        .. policy.Validations.Select((one, index) => ($"validations[{index}]", one)),
        .. policy.Messages.Select((one, index) => ($"validations[{index}].messageExpression", one)).Where(one => one.one is not null).Select(one => (one.Item1, one.one!)),
        .. policy.AuditAnnotations.Select(one => ($"auditAnnotations[{one.Name}]", one.Expression)),
        .. policy.Mutations.Select((one, index) => ($"mutations[{index}]", one)),
    ];
}
