using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Cel;

namespace Redoubt.Admission.Evaluate;

/// <summary>
/// The map <c>variables</c> of one evaluation: handle 0 is the map, handle n + 1 the n-th variable, which is evaluated when it is first read and
/// then kept. What that costs is counted apart from the expression that reads it, as in the API server.
/// </summary>
internal sealed class VariableValues(
    ImmutableArray<(string Name, CompiledExpression Expression)> variables, Action<CelFrame, CelEnvironment> bind, ExpressionInputs inputs) : ValueSource
{
    private readonly CelValue[] _values = new CelValue[variables.Length];
    private readonly bool[] _isRunning = new bool[variables.Length];
    private long _cost;

    /// <summary>The map itself.</summary>
    public CelValue Map => CelValue.FromSource(this, 0, CelKind.Map);

    /// <summary>Forgets every value, so that each is evaluated anew.</summary>
    public void Forget() => Array.Clear(_values);

    /// <summary>The cost of the variables that were evaluated since this was last asked.</summary>
    public long TakeCost()
    {
        var cost = _cost;
        _cost = 0;
        return cost;
    }

    public override CelValue Value(int handle)
    {
        if (handle == 0)
        {
            return Map;
        }

        var index = handle - 1;
        if (_values[index].Kind == CelKind.Absent)
        {
            _values[index] = Evaluate(index);
        }

        return _values[index];
    }

    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        // A variable's own fields are those of another source, or of none.
        if (map != 0)
        {
            return NotAMap;
        }

        // Of two with one name the later counts.
        for (var index = variables.Length - 1; index >= 0; index--)
        {
            if (name.SequenceEqual(variables[index].Name))
            {
                return index + 1;
            }
        }

        return None;
    }

    public override int Count(int container) => variables.Length;

    public override int First(int container) => variables.IsEmpty ? None : 1;

    public override int Next(int container, int entry) => entry < variables.Length ? entry + 1 : None;

    public override string Key(int map, int entry) => variables[entry - 1].Name;

    public override ReadOnlySpan<char> Text(int handle) => default;

    private CelValue Evaluate(int index)
    {
        var (name, expression) = variables[index];
        if (expression.Program is not { } program || _isRunning[index])
        {
            return Failed(name, expression.Program is null ? expression.Error : "it reads itself");
        }

        // Its own frame: the expression that reads it is in the middle of another.
        _isRunning[index] = true;
        var frame = new CelFrame(program.Environment) { Recorder = new CelRecorder { Limit = inputs.PerCall } };
        bind(frame, program.Environment);
        var value = program.Evaluate(frame);
        _cost += frame.Recorder.Cost;
        _isRunning[index] = false;
        inputs.Explanation?.Note(expression, name, value, frame.Recorder.Cost, frame);
        return value.Kind == CelKind.Error
            ? Failed(name, frame.Recorder.IsOver ? ExpressionRunner.OverLimit : ReferenceText.Show(value.AsError()))
            : value;
    }

    private static CelValue Failed(string name, string reason) => CelValue.Error($"composited variable \"{name}\" fails to evaluate: {reason}");
}
