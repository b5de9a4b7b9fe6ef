namespace Redoubt.Cel.Evaluate;

/// <summary>
/// `a.b[0].?c` in one step. Through a source it goes from handle to handle and reads a value only at the end. From the first `?` on, what
/// is absent gives none and what is there an optional.
/// </summary>
/// <param name="id">The id of the expression.</param>
/// <param name="root">From what it is selected.</param>
/// <param name="steps">The steps, which must not change.</param>
/// <param name="cost">What it costs beside its root and its steps.</param>
internal sealed class Selection(int id, PlanNode root, Step[] steps, int cost) : PlanNode(id)
{
    private readonly Step[] _steps = steps;
    private readonly int _cost = cost;

    // On what is no attribute it makes one of its own.
    public Selection(int id, PlanNode root, Step[] steps)
        : this(id, root, steps, root.IsAttribute ? 0 : 1)
    {
    }

    public PlanNode Root => root;

    public ReadOnlySpan<Step> Steps => _steps;

    public int Cost => _cost;

    public override bool IsAttribute => true;

    public Selection With(int id, Step step) => new(id, root, [.. _steps, step]);

    public override PlanNode Bare() => new Selection(Id, root.Bare(), _steps, 0);

    public override CelValue Evaluate(Frame frame)
    {
        var value = root.Evaluate(frame);
        var isOptional = false;
        for (var i = 0; i < _steps.Length; i++)
        {
            var step = _steps[i];
            isOptional |= step.IsOptional;
            var isList = value.Kind == CelKind.List;
            if (value.Kind == CelKind.Map && value.IsSourced && step.Name is not null)
            {
                value = Walk(frame.Fields, value, ref i, ref isOptional);
            }
            else if (Strict.Stops(value))
            {
                return Stop(frame, value, i, 0);
            }
            else
            {
                value = Slow(value, step, ref isOptional);
            }

            if (value.Kind == CelKind.Absent)
            {
                if (isOptional || step.Lacking.Kind == CelKind.Absent)
                {
                    return Absent(frame, i, isOptional, isList);
                }

                value = step.Lacking;
            }

            if (Strict.Stops(value))
            {
                return Stop(frame, value, i, i + 1);
            }
        }
        frame.Recorder?.Add(_cost + _steps.Length);
        return isOptional ? CelValue.Optional(value) : value;
    }

    /// <summary>The result where a step is not there; what an optional step does not find costs nothing.</summary>
    private CelValue Absent(Frame frame, int step, bool isOptional, bool isList)
    {
        frame.Recorder?.Add(_cost + step + (isOptional ? 0 : 1));
        return isOptional ? CelValue.None : _steps[step].Missing(isList);
    }

    private CelValue Stop(Frame frame, in CelValue value, int step, int taken)
    {
        frame.Recorder?.Add(_cost + taken);
        return value.Kind == CelKind.Error ? value.At(_steps[step].Id) : Strict.Whole(value);
    }

    /// <summary>Follows field steps from handle to handle as far as there are maps.</summary>
    private CelValue Walk(FieldCache? fields, in CelValue map, ref int i, ref bool isOptional)
    {
        var source = map.Source;
        var handle = map.Handle;
        while (true)
        {
            var step = _steps[i];
            isOptional |= step.IsOptional;
            var field = fields is null ? source.Field(handle, step.Symbol, step.Name) : fields.Of(source, handle, step);
            if (field == ValueSource.None)
            {
                return default;
            }

            if (field == ValueSource.NotAMap)
            {
                i--;
                return source.Value(handle);
            }
            handle = field;
            if (i + 1 == _steps.Length || _steps[i + 1].Name is null)
            {
                return source.Value(handle);
            }

            i++;
        }
    }

    private static CelValue Slow(in CelValue value, Step step, ref bool isOptional)
    {
        if (value.Kind != CelKind.Optional)
        {
            return Access.Find(value, step);
        }

        isOptional = true;
        return value.HasContent ? Access.Find(value.AsOptional(), step) : default;
    }
}

/// <summary>`has(a.b)`; the operand is bare.</summary>
internal sealed class Presence(int id, PlanNode operand, Step step, int cost) : PlanNode(id)
{
    public PlanNode Operand => operand;

    public Step Step => step;

    public int Cost => cost;

    public override bool IsAttribute => true;

    public override PlanNode Bare() => new Presence(Id, operand, step, 0);

    public override CelValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.Recorder?.Add(cost);
        if (Strict.Stops(value))
        {
            return Strict.Whole(value);
        }

        // As in cel-go, what an optional has not costs nothing.
        var isOptional = value.Kind == CelKind.Optional;
        value = isOptional ? value.AsOptional() : value;
        var found = value.Kind == CelKind.Absent ? value : Access.Find(value, step);
        frame.Recorder?.Add(isOptional && found.Kind == CelKind.Absent ? 0 : 1);
        return Strict.Stops(found) && !IsThere(found) ? Strict.Whole(found.At(Id)) : CelValue.Bool(found.Kind != CelKind.Absent);
    }

    private static bool IsThere(in CelValue found) => found.Kind == CelKind.Unknown && found.AsUnknown().Missing.All(static missing => missing.IsThere);
}

/// <summary>`a[k]` or `a[?k]` with a key that is known only when it is evaluated, and bare.</summary>
/// <param name="id">The id of the expression.</param>
/// <param name="operand">What is indexed.</param>
/// <param name="key">The key.</param>
/// <param name="isOptional">Whether it is <c>[?k]</c>.</param>
/// <param name="isStrict">Whether what is neither list nor map gives an error also where it is optional.</param>
/// <param name="symbols">The symbol of a field's name.</param>
/// <param name="cost">What it costs beside its parts.</param>
internal sealed class Indexing(int id, PlanNode operand, PlanNode key, bool isOptional, bool isStrict, Func<string, int> symbols, int cost) : PlanNode(id)
{
    private readonly int _cost = cost;

    // A step, and an attribute of its own on what is none.
    public Indexing(int id, PlanNode operand, PlanNode key, bool isOptional, bool isStrict, Func<string, int> symbols)
        : this(id, operand, key, isOptional, isStrict, symbols, operand.IsAttribute ? 1 : 2)
    {
    }

    public PlanNode Operand => operand;

    public PlanNode Key => key;

    public bool IsOptional => isOptional;

    public override bool IsAttribute => true;

    public int Cost => _cost;

    public override PlanNode Bare() => new Indexing(Id, operand.Bare(), key, isOptional, isStrict, symbols, 1);

    public override CelValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        var wanted = key.Evaluate(frame);
        var result = Evaluate(value, wanted);
        var isFound = result.Kind != CelKind.Optional || result.HasContent || !isOptional;
        frame.Recorder?.Add(isFound ? _cost : _cost - 1);
        return result;
    }

    private CelValue Evaluate(CelValue value, in CelValue wanted)
    {
        if (Strict.Stops(value) || Strict.Stops(wanted))
        {
            return Strict.First(value, wanted);
        }

        var optional = isOptional;
        if (value.Kind == CelKind.Optional)
        {
            optional = true;
            value = value.AsOptional();
        }
        var found = value.Kind == CelKind.Absent ? value : Access.Find(value, wanted, symbols);
        if (Strict.Stops(found))
        {
            return Strict.Whole(found.At(Id));
        }

        if (optional && !(isStrict && value.Kind is not (CelKind.Absent or CelKind.Map or CelKind.List)))
        {
            return found.Kind == CelKind.Absent ? CelValue.None : CelValue.Optional(found);
        }

        if (found.Kind != CelKind.Absent)
        {
            return found;
        }

        return CelValue.Error(value.Kind == CelKind.List ? $"index out of bounds: {wanted}" : $"no such key: `{Shown(wanted)}`").At(Id);
    }

    private static string Shown(in CelValue key) => key.Kind == CelKind.String ? key.AsString() : key.ToString();
}
