using System.Text;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>The bill and the findings of one object's rules. Not for several threads.</summary>
internal sealed class RuleEvaluation(RuleLimits limits)
{
    private const string OutOfBudget = "validation failed due to running out of cost budget, no further validation rules will be run";
    private const int LongestMessage = 5 * 1024;

    private readonly Dictionary<CelEnvironment, CelFrame> _frames = new(ReferenceEqualityComparer.Instance);
    private readonly CelRecorder _recorder = new() { Limit = limits.PerCall };
    private readonly List<FieldError> _errors = [];
    private readonly List<FieldError> _warnings = [];
    private readonly List<string> _notes = [];
    private long _budget = limits.Budget;

    public RuleVerdict Verdict => new(_errors, _warnings, _notes, _budget);

    public void Refuse(string path, string detail, Node value, ValidationRule rule) =>
        _errors.Add(new FieldError(FieldErrorType.Invalid, path, detail, value, rule));

    /// <summary>Evaluates the rules of a level over one value.</summary>
    /// <param name="level">The level.</param>
    /// <param name="path">Where the value is.</param>
    /// <param name="node">The value as it is written.</param>
    /// <param name="self">The value.</param>
    /// <param name="oldSelf">The value of before; absent if there is none that it can be compared with.</param>
    /// <param name="isUnchanged">Whether what is wrong was wrong before.</param>
    /// <returns>False if the budget is used up.</returns>
    public bool Ask(RuleLevel level, string path, Node node, in CelValue self, in CelValue oldSelf, bool isUnchanged)
    {
        if (_budget <= 0)
        {
            return Stop(path, OutOfBudget, node, level.Rules[0].Source);
        }

        foreach (var rule in level.Rules)
        {
            if (rule.Error is { } error)
            {
                Refuse(path, "rule compile error: " + error, node, rule.Source);
            }
            else if (rule.Program is { } program && IsAsked(rule, oldSelf))
            {
                var result = Evaluate(program, self, rule.Source.OptionalOldSelf == true ? Optional(oldSelf) : oldSelf);
                if (!Settle(rule, path, node, result)
                    || (result.IsFalse && !Fail(rule, path, node, self, oldSelf, isUnchanged && !rule.UsesOldSelf)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A rule that compares with the value of before is asked only where there is one, unless it says that there may be none.</summary>
    private static bool IsAsked(CompiledRule rule, in CelValue oldSelf) =>
        !rule.UsesOldSelf || oldSelf.Kind != CelKind.Absent || rule.Source.OptionalOldSelf == true;

    private static CelValue Optional(in CelValue value) => value.Kind == CelKind.Absent ? CelValue.None : CelValue.Optional(value);

    private CelValue Evaluate(CelProgram program, in CelValue self, in CelValue oldSelf)
    {
        var environment = program.Environment;
        if (!_frames.TryGetValue(environment, out var frame))
        {
            _frames[environment] = frame = new CelFrame(environment) { Recorder = _recorder };
        }

        frame["self"] = self;
        if (environment.VariableIndex("oldSelf") is >= 0 and var old)
        {
            frame[old] = oldSelf;
        }

        _recorder.Reset();
        return program.Evaluate(frame);
    }

    /// <summary>Pays for a rule and tells its error, if it gave one; false if no rule may follow.</summary>
    private bool Settle(CompiledRule rule, string path, Node node, in CelValue result)
    {
        if (_recorder.Cost > _budget)
        {
            return Stop(path, OutOfBudget, node, rule.Source);
        }

        _budget -= _recorder.Cost;
        if (result.Kind == CelKind.Bool)
        {
            return true;
        }

        if (_recorder.IsOver)
        {
            var limit = "'operation cancelled: actual cost limit exceeded': no further validation rules will be run due to call cost exceeds limit for rule: ";
            return Stop(path, limit + rule.Source.Name, node, rule.Source);
        }

        var error = result.Kind == CelKind.Error ? ReferenceText.Show(result.AsError()) : "no such overload";
        Refuse(
            path,
            error == "no such overload"
                ? $"'{error}': call arguments did not match a supported operator, function or macro signature for rule: {rule.Source.Name}"
                : $"{error} evaluating rule: {rule.Source.Name}",
            node,
            rule.Source);
        return true;
    }

    /// <summary>Tells that a rule does not hold, with its message; false if the message used up the budget.</summary>
    private bool Fail(CompiledRule rule, string path, Node node, in CelValue self, in CelValue oldSelf, bool isUnchanged)
    {
        var field = rule.FieldPath.Length > 0 ? FieldPaths.Child(path, rule.FieldPath) : path;
        var found = isUnchanged ? _warnings : _errors;
        string? message = null;
        if (rule.Message is { } program)
        {
            var result = Evaluate(program, self, oldSelf);
            if (_recorder.Cost > _budget || _recorder.IsOver)
            {
                var why = _recorder.Cost > _budget
                    ? "messageExpression evaluation failed due to running out of cost budget, no further validation rules will be run"
                    : $"no further validation rules will be run due to call cost exceeds limit for messageExpression: \"{rule.Source.MessageExpression}\"";
                found.Add(new FieldError(FieldErrorType.Invalid, field, why, node, rule.Source));
                _budget = -1;
                return false;
            }

            _budget -= _recorder.Cost;
            message = MessageOf(result);
        }

        var source = rule.Source;
        message ??= source.Message.Length > 0 ? source.Message.Trim() : "failed rule: " + source.Name;
        found.Add(FieldError.Of(source, field, message, node));
        return true;
    }

    /// <summary>The message that an expression gave; null, and a note, if it is none that the API server takes.</summary>
    private string? MessageOf(in CelValue result)
    {
        if (result.Kind != CelKind.String)
        {
            _notes.Add(result.Kind == CelKind.Error
                ? "messageExpression evaluation failed due to: " + ReferenceText.Show(result.AsError())
                : "messageExpression failed to convert to string");
            return null;
        }

        var message = result.AsString().Trim();
        var problem = Encoding.UTF8.GetByteCount(message) > LongestMessage ? $"messageExpression beyond allowable length of {LongestMessage}"
            : message.Contains('\n', StringComparison.Ordinal) ? "messageExpression should not contain line breaks"
            : message.Length == 0 ? "messageExpression should evaluate to a non-empty string"
            : null;
        if (problem is not null)
        {
            _notes.Add(problem);
        }

        return problem is null ? message : null;
    }

    private bool Stop(string path, string detail, Node node, ValidationRule rule)
    {
        Refuse(path, detail, node, rule);
        _budget = -1;
        return false;
    }
}
