using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Defaults;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>Makes the changes of a mutating policy, one after the other on the changing object; each has a budget of its own, and variables anew.</summary>
/// <param name="policy">The policy.</param>
/// <param name="inputs">What the variables are.</param>
/// <param name="minor">The server's version: of 1.33 it is 33.</param>
/// <param name="resources">The resources, for the types by which objects are merged.</param>
internal sealed class Mutator(CompiledPolicy policy, ExpressionInputs inputs, ApiResources resources, int minor)
{
    /// <summary>The result with the decisions and the object as it is afterwards.</summary>
    public PolicyResult Mutate(PolicyResult result)
    {
        var value = inputs.Object;
        var (decisions, cost) = (ImmutableArray.CreateBuilder<PolicyDecision>(), 0L);
        for (var index = 0; index < policy.Mutations.Length && value.Kind == CelKind.Map; index++)
        {
            var runner = new ExpressionRunner(policy.Variables, inputs with { Object = value }, AdmissionLimits.Binding);
            var expression = policy.Mutations[index];
            var made = runner.Evaluate(expression);
            cost += runner.Used;
            var changed = made.Kind is CelKind.Error or CelKind.Unknown ? made : Apply(value, made, policy.Policy.Mutations[index]);
            decisions.Add(Decision(expression, changed));
            value = changed.Kind is CelKind.Error or CelKind.Unknown ? value : Completed(changed);
        }

        var mutated = inputs.Object.Kind == CelKind.Map ? new MutatedObject(Shown(inputs.Object), Shown(value)) : null;
        decisions.AddRange(Refusals(mutated));
        var all = decisions.ToImmutable();
        return result with
        {
            Verdict = Validator.Verdict(all),
            Decisions = all,
            Cost = cost,
            Mutated = mutated,
        };
    }

    // The server says it of the object, after the last change.
    private IEnumerable<PolicyDecision> Refusals(MutatedObject? mutated) =>
        mutated is null || mutated.Before == mutated.After || policy.Mutations.IsEmpty ? []
        : LeftObject.NewFaults(mutated.Before, mutated.After).Select(fault => new PolicyDecision(
            PolicyVerdict.Fail, policy.Mutations[^1].Source, $"the API server refuses what the change leaves: {fault}", "Invalid"));

    private static CelValue Shown(CelValue value) => PlainValue.Of(ServerMetadata.Without(value));

    // The server fills in what a change leaves out before the next one sees it.
    private CelValue Completed(CelValue changed) =>
        ServerDefaults.Apply(changed, Text(changed, "apiVersion"), Text(changed, "kind"), minor);

    private CelValue Apply(CelValue value, CelValue made, Mutation mutation)
    {
        var type = resources.TypeOf(Text(value, "apiVersion"), Text(value, "kind"));
        if (mutation.IsJsonPatch)
        {
            var patched = JsonPatch.Apply(value, made);
            return patched.Kind == CelKind.Map ? TypedFields.Fit(patched, value, type) : patched;
        }

        var patch = PlainValue.OfObject(made);
        return patch.Kind == CelKind.Error ? patch : ApplyConfiguration.Merge(value, patch, type);
    }

    private PolicyDecision Decision(CompiledExpression expression, CelValue result) => result.Kind switch
    {
        CelKind.Error => Validator.Errored(policy.Policy, expression.Source, result.AsError().Message, expression.Program is not null),
        CelKind.Unknown => new PolicyDecision(PolicyVerdict.Unknown, expression.Source, result.AsUnknown().ToString()),
        _ => new PolicyDecision(PolicyVerdict.Pass, expression.Source, ""),
    };

    private static string Text(CelValue map, string name) => map.Field(name) is { Kind: CelKind.String } text ? text.AsString() : "";
}
