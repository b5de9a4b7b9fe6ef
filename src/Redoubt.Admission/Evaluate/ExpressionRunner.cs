using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>Evaluates expressions of one policy for one request, one after the other, against one budget.</summary>
/// <param name="composed">The policy's own variables.</param>
/// <param name="inputs">What the other variables are.</param>
/// <param name="budget">What all may cost together.</param>
internal sealed class ExpressionRunner(ImmutableArray<(string Name, CompiledExpression Expression)> composed, ExpressionInputs inputs, long budget)
{
    /// <summary>What is said when the budget is used up.</summary>
    public const string OutOfBudget = "validation failed due to running out of cost budget, no further validation rules will be run";

    /// <summary>What is said of an expression that costs more than one may.</summary>
    public const string OverLimit = "operation cancelled: actual cost limit exceeded";

    // One for each language that was met: one, as a rule.
    private readonly List<(CelEnvironment Environment, CelFrame Frame)> _frames = new(1);
    private long _budget = budget;
    private VariableValues? _variables;

    /// <summary>What is left; -1 once it is used up.</summary>
    public long Remaining { get; private set; } = budget;

    /// <summary>What was used.</summary>
    public long Used => Remaining < 0 ? _budget : _budget - Remaining;

    private VariableValues Variables => _variables ??= new VariableValues(composed, Bind, inputs);

    /// <summary>This runner with a new budget: the variables are evaluated anew, as the API server does for each part of a policy.</summary>
    public ExpressionRunner Again(long budget)
    {
        (_budget, Remaining) = (budget, budget);
        _variables?.Forget();
        return this;
    }

    /// <summary>The value: data, an unknown, or an error that names the expression. Nothing is evaluated once the budget is used up.</summary>
    public CelValue Evaluate(CompiledExpression expression)
    {
        if (expression.Program is not { } program)
        {
            return CelValue.Error($"compilation error: {expression.Error}");
        }

        var frame = FrameOf(program.Environment);
        frame.Recorder!.Reset();
        var value = program.Evaluate(frame);
        inputs.Explanation?.Note(expression, "", value, frame.Recorder.Cost, frame);
        if (!Spend(Variables.TakeCost()) || !Spend(frame.Recorder.Cost))
        {
            Remaining = -1;
            return CelValue.Error(OutOfBudget);
        }

        return value.Kind != CelKind.Error ? value
            : CelValue.Error($"expression '{expression.Source.Text}' resulted in error: {(frame.Recorder.IsOver ? OverLimit : ReferenceText.Show(value.AsError()))}");
    }

    private bool Spend(long cost)
    {
        if (Remaining < 0 || cost > Remaining)
        {
            return false;
        }

        Remaining -= cost;
        return true;
    }

    private CelFrame FrameOf(CelEnvironment environment)
    {
        foreach (var (known, own) in _frames)
        {
            if (ReferenceEquals(known, environment))
            {
                return own;
            }
        }

        var frame = new CelFrame(environment) { Recorder = new CelRecorder { Limit = inputs.PerCall } };
        _frames.Add((environment, frame));
        Bind(frame, environment);
        return frame;
    }

    private void Bind(CelFrame frame, CelEnvironment environment)
    {
        Set("object", inputs.Object);
        Set("oldObject", inputs.Request.OldObject);
        Set("request", inputs.Request.Request);
        Set("namespaceObject", inputs.HasNamespace ? inputs.Request.Namespace : CelValue.Null);
        Set("params", inputs.Params);
        Set("authorizer", inputs.Authorizer);
        Set("authorizer.requestResource", inputs.RequestResource);
        Set("variables", Variables.Map);

        void Set(string name, CelValue value)
        {
            if (environment.VariableIndex(name) is >= 0 and var index)
            {
                frame[index] = value;
            }
        }
    }
}

/// <summary>What the variables of a policy's expressions are.</summary>
internal sealed record ExpressionInputs
{
    /// <summary>The values of the request.</summary>
    public required RequestValues Request { get; init; }

    /// <summary>The object, after the mutations so far.</summary>
    public required CelValue Object { get; init; }

    /// <summary>The parameters; null if the binding gives none.</summary>
    public CelValue Params { get; init; } = CelValue.Null;

    /// <summary>Who may do what.</summary>
    public required CelValue Authorizer { get; init; }

    /// <summary>A check of the request's own resource.</summary>
    public required CelValue RequestResource { get; init; }

    /// <summary>Whether the namespace is told; match conditions have none.</summary>
    public bool HasNamespace { get; init; } = true;

    /// <summary>What one expression may cost.</summary>
    public long PerCall { get; init; } = AdmissionLimits.Expression;

    /// <summary>Takes what is evaluated; null if nobody asks.</summary>
    public Explanation? Explanation { get; init; }
}
