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

    /// <summary>
    /// An empty frame for programs of an environment and, through frames that share it, of those that were made from it: for many programs
    /// over the same values, whose fields it remembers.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <param name="room">How many variables those others may add.</param>
    /// <param name="beside">A frame of the same thread, perhaps of another environment, with which it shares what both remember; null for none.</param>
    public CelFrame(CelEnvironment environment, int room, CelFrame? beside)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfNegative(room);
        _environment = environment;
        Inner = new Frame(environment.Variables.Length + room, beside?.Inner.Fields ?? new FieldCache(), beside?.Inner.Texts ?? new TextCache());
    }

    /// <summary>
    /// A frame for programs of an environment that was made from another frame's: both have the same variables, and remember the same
    /// fields. They are for one thread together.
    /// </summary>
    /// <param name="environment">The environment; its variables begin with those of the other.</param>
    /// <param name="shared">The other frame, with room for what the environment adds.</param>
    /// <exception cref="ArgumentException">The variables are others, or there is no room for them.</exception>
    public CelFrame(CelEnvironment environment, CelFrame shared)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(shared);
        var below = shared._environment.Variables;
        if (environment.Variables.Length > shared.Inner.Variables.Length || environment.Variables.Length < below.Length
            || !environment.Variables.AsSpan(0, below.Length).SequenceEqual(below.AsSpan()))
        {
            throw new ArgumentException("the environment was not made from the other frame's, or there is no room for its variables", nameof(environment));
        }

        _environment = environment;
        Inner = shared.Inner;
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

    /// <summary>The environment whose programs it is for.</summary>
    public CelEnvironment Environment => _environment;

    /// <summary>Forgets all variables.</summary>
    public void Clear() => Array.Clear(Inner.Variables);

    private int Index(string variable)
    {
        var index = _environment.VariableIndex(variable);
        return index >= 0 ? index : throw new ArgumentException($"`{variable}` is not a variable of the environment", nameof(variable));
    }
}
