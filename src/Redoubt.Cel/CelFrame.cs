using Redoubt.Cel.Evaluate;

namespace Redoubt.Cel;

/// <summary>
/// The variables of an evaluation and the room it works in. Make one per thread and environment, set the variables, evaluate any number
/// of programs; a program itself is immutable and shared.
/// </summary>
public sealed class CelFrame
{
    private readonly CelEnvironment _environment;

    /// <summary>An empty frame for programs of an environment.</summary>
    public CelFrame(CelEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
        Inner = new Frame(environment.Variables.Length);
    }

    /// <summary>Sets or reads a variable by its index (<see cref="CelEnvironment.VariableIndex"/>).</summary>
    public CelValue this[int variable]
    {
        get => Inner.Variables[variable];
        set => Inner.Variables[variable] = value;
    }

    /// <summary>Sets or reads a variable by its name.</summary>
    public CelValue this[string variable]
    {
        get => Inner.Variables[Index(variable)];
        set => Inner.Variables[Index(variable)] = value;
    }

    /// <summary>Counts cost while it is set.</summary>
    public CelRecorder? Recorder
    {
        get => Inner.Recorder;
        set => Inner.Recorder = value;
    }

    internal Frame Inner { get; }

    internal CelEnvironment Environment => _environment;

    /// <summary>Forgets all variables.</summary>
    public void Clear() => Array.Clear(Inner.Variables);

    private int Index(string variable)
    {
        var index = _environment.VariableIndex(variable);
        return index >= 0 ? index : throw new ArgumentException($"`{variable}` is not a variable of the environment", nameof(variable));
    }
}
