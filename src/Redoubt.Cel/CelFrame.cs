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
        Variables = new CelValue[environment.Variables.Length];
    }

    /// <summary>Sets or reads a variable by its index (<see cref="CelEnvironment.VariableIndex"/>).</summary>
    public CelValue this[int variable]
    {
        get => Variables[variable];
        set => Variables[variable] = value;
    }

    /// <summary>Sets or reads a variable by its name.</summary>
    public CelValue this[string variable]
    {
        get => Variables[Index(variable)];
        set => Variables[Index(variable)] = value;
    }

    /// <summary>Counts cost while it is set.</summary>
    public CelRecorder? Recorder { get; set; }

    internal CelValue[] Variables { get; }

    internal CelValue[] Locals { get; private set; } = [];

    internal long StepsLeft { get; set; }

    internal CelEnvironment Environment => _environment;

    /// <summary>Forgets all variables.</summary>
    public void Clear() => Array.Clear(Variables);

    internal void Begin(int locals, long steps)
    {
        if (Locals.Length < locals)
        {
            Locals = new CelValue[Math.Max(locals, 2 * Locals.Length)];
        }

        StepsLeft = steps;
    }

    private int Index(string variable)
    {
        var index = _environment.VariableIndex(variable);
        return index >= 0 ? index : throw new ArgumentException($"`{variable}` is not a variable of the environment", nameof(variable));
    }
}
