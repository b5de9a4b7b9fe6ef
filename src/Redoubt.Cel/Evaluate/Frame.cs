namespace Redoubt.Cel.Evaluate;

/// <summary>What an evaluation works on: the values of the variables, the slots of loop variables, the steps that are left.</summary>
internal sealed class Frame(int variables, FieldCache? fields = null, TextCache? texts = null)
{
    /// <summary>The values of the environment's variables by index.</summary>
    public CelValue[] Variables { get; } = new CelValue[variables];

    /// <summary>Where fields were found last; null in a frame that is for one program alone.</summary>
    public FieldCache? Fields => fields;

    /// <summary>What was said of texts; null in a frame that is for one program alone.</summary>
    public TextCache? Texts => texts;

    /// <summary>The values of loop variables and bound names by slot.</summary>
    public CelValue[] Locals { get; private set; } = [];

    /// <summary>How many steps the evaluation may still take.</summary>
    public long StepsLeft { get; set; }

    /// <summary>Counts cost while it is set.</summary>
    public CelRecorder? Recorder { get; set; }

    /// <summary>Makes room for an evaluation.</summary>
    public void Begin(int locals, long steps)
    {
        if (Locals.Length < locals)
        {
            Locals = new CelValue[Math.Max(locals, 2 * Locals.Length)];
        }

        StepsLeft = steps;
    }
}
