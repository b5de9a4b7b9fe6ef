using System.Collections.Immutable;
using System.Text;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Policies;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>Asks what a policy asks, and makes the messages (kubernetes/apiserver, <c>plugin/policy/validating</c>).</summary>
/// <param name="policy">The policy.</param>
/// <param name="inputs">What the variables are.</param>
internal sealed class Validator(CompiledPolicy policy, ExpressionInputs inputs)
{
    private readonly ExpressionRunner _runner = new(policy.Variables, inputs, AdmissionLimits.Binding);

    /// <summary>What the expressions cost.</summary>
    public long Cost { get; private set; }

    /// <summary>What each expression says. When the budget is used up, that is all that is said.</summary>
    public ImmutableArray<PolicyDecision> Decide()
    {
        var values = new List<CelValue>(policy.Validations.Length);
        foreach (var validation in policy.Validations)
        {
            values.Add(_runner.Evaluate(validation));
            Cost = _runner.Used;
            if (_runner.Remaining < 0)
            {
                return [Errored(policy.Policy, validation.Source, ExpressionRunner.OutOfBudget, isCompiled: true)];
            }

            // Kyverno's own engine stops at the first that does not hold.
            if (policy.Policy.Dialect == PolicyDialect.Kyverno && !values[^1].IsTrue)
            {
                break;
            }
        }

        var messages = Messages(values);
        var decisions = ImmutableArray.CreateBuilder<PolicyDecision>(values.Count);
        for (var index = 0; index < values.Count; index++)
        {
            decisions.Add(Decide(index, values[index], messages[index]));
        }

        return decisions.MoveToImmutable();
    }

    /// <summary>What the audit log would note; an annotation that is null or empty is left out.</summary>
    /// <param name="errors">Takes the annotations that cannot be evaluated: where the policy fails closed, the request is refused.</param>
    public ImmutableArray<(string Key, string Value)> Annotate(out ImmutableArray<PolicyDecision> errors)
    {
        errors = [];
        if (policy.AuditAnnotations.IsEmpty)
        {
            return [];
        }

        var runner = _runner.Again(AdmissionLimits.Binding);
        var annotations = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (name, expression) in policy.AuditAnnotations)
        {
            var value = runner.Evaluate(expression);
            if (value.Kind == CelKind.String && value.AsString().Trim() is { Length: > 0 } text)
            {
                annotations.Add(($"{policy.Policy.Name}/{name}", Cut(text)));
            }
            else if (value.Kind == CelKind.Error)
            {
                errors = errors.Add(Errored(policy.Policy, expression.Source, value.AsError().Message, expression.Program is not null));
            }
        }

        return annotations.ToImmutable();
    }

    /// <summary>The verdict of all decisions together.</summary>
    public static PolicyVerdict Verdict(ImmutableArray<PolicyDecision> decisions)
    {
        var worst = PolicyVerdict.Pass;
        foreach (var decision in decisions)
        {
            worst = Weight(decision.Verdict) > Weight(worst) ? decision.Verdict : worst;
        }

        return worst;
    }

    private static int Weight(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Fail => 3,
        PolicyVerdict.Error => 2,
        PolicyVerdict.Unknown => 1,
        _ => 0,
    };

    // The API server makes every message out of what is left of the budget, also those that it does not need.
    private CelValue[] Messages(List<CelValue> values)
    {
        var messages = new CelValue[values.Count];
        var runner = _runner.Again(_runner.Remaining);
        for (var index = 0; index < values.Count && runner.Remaining >= 0; index++)
        {
            if (policy.Messages[index] is { } expression && (policy.Policy.Dialect != PolicyDialect.Kyverno || values[index].IsFalse))
            {
                messages[index] = runner.Evaluate(expression);
            }
        }

        return messages;
    }

    private PolicyDecision Decide(int index, CelValue value, CelValue message)
    {
        var validation = policy.Policy.Validations[index];
        return value switch
        {
            { Kind: CelKind.Error } => Errored(policy.Policy, validation.Expression, value.AsError().Message, policy.Validations[index].Program is not null),
            { Kind: CelKind.Unknown } => new PolicyDecision(PolicyVerdict.Unknown, validation.Expression, value.AsUnknown().ToString()),
            _ when message.Kind == CelKind.Error && message.AsError().Message == ExpressionRunner.OutOfBudget =>
                Errored(policy.Policy, validation.MessageExpression, $"failed messageExpression: {ExpressionRunner.OutOfBudget}", isCompiled: true),
            { IsTrue: true } => new PolicyDecision(PolicyVerdict.Pass, validation.Expression, ""),
            _ => new PolicyDecision(PolicyVerdict.Fail, validation.Expression, Message(validation, message), validation.Reason),
        };
    }

    /// <summary>An expression that could not be evaluated: what the failure policy makes of it. One that did not compile is an error whatever it says.</summary>
    public static PolicyDecision Errored(AdmissionPolicy policy, PolicyText expression, string message, bool isCompiled)
    {
        var verdict = !isCompiled ? PolicyVerdict.Error
            : policy.FailsOpen ? PolicyVerdict.Pass
            : policy.Dialect == PolicyDialect.Kyverno ? PolicyVerdict.Error
            : PolicyVerdict.Fail;
        return new PolicyDecision(verdict, expression, message, "", IsError: true);
    }

    // The message expression's text if it is fit to be shown, else the message, else the expression.
    private static string Message(Validation validation, CelValue made)
    {
        var text = made.Kind == CelKind.String ? made.AsString().Trim() : "";
        if (text.Length > 0 && !text.Contains('\n') && Encoding.UTF8.GetByteCount(text) <= AdmissionLimits.Message)
        {
            return text;
        }

        var message = validation.Message.Text?.Trim() ?? "";
        return message.Length > 0 ? message : $"failed expression: {validation.Expression.Text.Trim()}";
    }

    private static string Cut(string text)
    {
        var length = text.Length;
        while (Encoding.UTF8.GetByteCount(text.AsSpan(0, length)) > AdmissionLimits.Annotation)
        {
            length -= 1 + ((Encoding.UTF8.GetByteCount(text.AsSpan(0, length)) - AdmissionLimits.Annotation) / 4);
        }

        return text[..length];
    }
}
