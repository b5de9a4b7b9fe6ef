using Redoubt.Cel.Values;

namespace Redoubt.Cel.Evaluate;

/// <summary>
/// What all loops share: the range, the slots of the loop variables, and the bill. A loop pays, for each element, about one step for
/// each node of its body, before it evaluates the body; so a limit of steps bounds the time of any expression.
/// </summary>
internal abstract class Loop(int id, PlanNode range, int slot, int secondSlot, int bodyNodes) : PlanNode(id)
{
    private static readonly CelError OutOfSteps = new("the evaluation takes more steps than it may");

    public PlanNode Range => range;

    public int Slot => slot;

    /// <summary>The slot of the second variable, or -1.</summary>
    public int SecondSlot => secondSlot;

    public int BodyNodes => bodyNodes;

    public sealed override CelValue Evaluate(Frame frame)
    {
        var over = range.Evaluate(frame);
        if (over.Kind is CelKind.List or CelKind.Map)
        {
            return Run(frame, over);
        }

        if (Strict.Stops(over))
        {
            return Strict.Whole(over);
        }

        return CelValue.Error($"{over.RuntimeType} is neither list nor map, so it has no elements").At(Id);
    }

    protected abstract CelValue Run(Frame frame, in CelValue over);

    /// <summary>Sets the loop variables to an element; false if no steps are left.</summary>
    protected bool Enter(Frame frame, in CelItems items, bool isMap, long index)
    {
        frame.StepsLeft -= bodyNodes;
        if (frame.StepsLeft < 0 || frame.Recorder is { IsOver: true })
        {
            return false;
        }

        if (secondSlot < 0)
        {
            frame.Locals[slot] = items.Current;
            return true;
        }
        frame.Locals[slot] = isMap ? items.Current : CelValue.Int(index);
        frame.Locals[secondSlot] = items.CurrentValue;
        return true;
    }

    protected CelValue Exhausted() => CelValue.Error(OutOfSteps, Id);
}

/// <summary>`all` and `exists`: a deciding element beats unknown, unknown beats error, in any order.</summary>
internal sealed class Quantifier(int id, bool decides, PlanNode range, int slot, int secondSlot, PlanNode predicate, int bodyNodes)
    : Loop(id, range, slot, secondSlot, bodyNodes)
{
    public bool IsExists => decides;

    public PlanNode Predicate => predicate;

    protected override CelValue Run(Frame frame, in CelValue over)
    {
        var result = CelValue.Bool(!decides);
        var isMap = over.Kind == CelKind.Map;
        var items = over.Items;
        for (var index = 0L; items.MoveNext(); index++)
        {
            if (!Enter(frame, items, isMap, index))
            {
                return Exhausted();
            }

            frame.Recorder?.Add(FoldCosts.Condition(decides) + FoldCosts.Name);
            var value = predicate.Evaluate(frame);
            if (value.Kind == CelKind.Bool)
            {
                if (value.IsTrue != decides)
                {
                    continue;
                }

                if (!items.Current.IsRest)
                {
                    return Decided(frame, items, value);
                }
                // The rest may be empty: what would hold for each of its elements decides nothing.
                result = Junction.Undecided(result, Strict.Whole(items.Current), Id);
            }
            else
            {
                result = Junction.Undecided(result, value, Id);
            }
        }
        frame.Recorder?.Add(FoldCosts.Name);
        return result;
    }

    /// <summary>The deciding value; if there is another element, the condition is asked once more.</summary>
    private CelValue Decided(Frame frame, CelItems items, in CelValue value)
    {
        frame.Recorder?.Add(FoldCosts.Name + (items.MoveNext() ? FoldCosts.Condition(decides) : 0));
        return value;
    }
}

/// <summary>`exists_one`: exactly one element; an error or unknown in any predicate is the result.</summary>
internal sealed class ExactlyOne(int id, PlanNode range, int slot, int secondSlot, PlanNode predicate, int bodyNodes)
    : Loop(id, range, slot, secondSlot, bodyNodes)
{
    public PlanNode Predicate => predicate;

    protected override CelValue Run(Frame frame, in CelValue over)
    {
        var count = 0;
        CelValue stop = default;
        var isMap = over.Kind == CelKind.Map;
        var items = over.Items;
        for (var index = 0L; items.MoveNext(); index++)
        {
            if (!Enter(frame, items, isMap, index))
            {
                return Exhausted();
            }

            var value = predicate.Evaluate(frame);
            if (value.IsTrue && items.Current.IsRest)
            {
                value = Strict.Whole(items.Current);
            }

            if (value.IsTrue)
            {
                frame.Recorder?.Add(FoldCosts.Count);
            }

            if (value.Kind == CelKind.Bool)
            {
                count += value.IsTrue ? 1 : 0;
            }
            else
            {
                stop = stop.Kind == CelKind.Absent ? Junction.Undecided(value, value, Id) : Junction.Undecided(stop, value, Id);
            }
        }
        frame.Recorder?.Add(FoldCosts.CompareCount);
        return stop.Kind == CelKind.Absent ? CelValue.Bool(count == 1) : stop;
    }
}

/// <summary>
/// `map`, `filter`, `transformList`. The empty list that they begin with has an initial cost, and adding an element one beside its value.
/// </summary>
internal sealed class Collect(int id, PlanNode range, int slot, int secondSlot, PlanNode? filter, PlanNode value, int bodyNodes, int initial, int append)
    : Loop(id, range, slot, secondSlot, bodyNodes)
{
    public PlanNode? Filter => filter;

    public PlanNode Value => value;

    public int Initial => initial;

    public int Append => append;

    protected override CelValue Run(Frame frame, in CelValue over)
    {
        var results = new Results(over.Count);
        CelValue stop = default;
        var isMap = over.Kind == CelKind.Map;
        var items = over.Items;
        for (var index = 0L; items.MoveNext(); index++)
        {
            if (!Enter(frame, items, isMap, index))
            {
                return Exhausted();
            }

            if (items.Current.IsRest)
            {
                results.Add(items.Current);
                continue;
            }
            var chosen = filter is null ? CelValue.True : filter.Evaluate(frame);
            if (chosen.IsFalse)
            {
                continue;
            }

            if (chosen.IsTrue)
            {
                frame.Recorder?.Add(append);
            }

            var result = chosen.IsTrue ? value.Evaluate(frame) : Junction.Undecided(chosen, chosen, Id);
            if (!Strict.Stops(result))
            {
                results.Add(result);
            }
            else
            {
                stop = stop.Kind == CelKind.Absent ? Strict.Whole(result) : Strict.First(stop, result);
            }
        }
        frame.Recorder?.Add(initial + FoldCosts.Name);
        return stop.Kind == CelKind.Absent ? CelValue.List(results.ToArray()) : stop;
    }

    /// <summary>What is collected. Most loops take all elements or none: then nothing is copied, or made at all.</summary>
    /// <param name="most">How many there may be; negative if that is not known.</param>
    private struct Results(int most)
    {
        private const int Some = 4;

        private CelValue[] _items = [];
        private int _count;

        public void Add(in CelValue item)
        {
            if (_count == _items.Length)
            {
                Array.Resize(ref _items, _count > 0 ? 2 * _count : most > 0 ? most : Some);
            }

            _items[_count++] = item;
        }

        public readonly CelValue[] ToArray() => _count == _items.Length ? _items : _items[.._count];
    }
}

/// <summary>`transformMap` and, without keys, `transformMapEntry`; the empty map that they begin with has an initial cost.</summary>
internal sealed class CollectMap(
    int id, PlanNode range, int slot, int secondSlot, PlanNode? filter, PlanNode? key, PlanNode value, int bodyNodes, int initial, bool anyKeys)
    : Loop(id, range, slot, secondSlot, bodyNodes)
{
    public PlanNode? Filter => filter;

    public PlanNode? Key => key;

    public PlanNode Value => value;

    public int Initial => initial;

    protected override CelValue Run(Frame frame, in CelValue over)
    {
        List<CelValue> keys = [];
        List<CelValue> values = [];
        CelValue stop = default;
        var isMap = over.Kind == CelKind.Map;
        var items = over.Items;
        for (var index = 0L; items.MoveNext(); index++)
        {
            if (!Enter(frame, items, isMap, index))
            {
                return Exhausted();
            }

            if (items.Current.IsRest)
            {
                stop = stop.Kind == CelKind.Absent ? Strict.Whole(items.Current) : Strict.First(stop, items.Current);
                continue;
            }

            var chosen = filter is null ? CelValue.True : filter.Evaluate(frame);
            if (chosen.IsFalse)
            {
                continue;
            }

            if (chosen.IsTrue)
            {
                frame.Recorder?.Add(FoldCosts.Insert);
            }

            var result = chosen.IsTrue ? value.Evaluate(frame) : Junction.Undecided(chosen, chosen, Id);
            if (Strict.Stops(result))
            {
                stop = stop.Kind == CelKind.Absent ? Strict.Whole(result) : Strict.First(stop, result);
            }
            else if (key is not null)
            {
                Add(keys, values, key.Evaluate(frame), result);
            }
            else if (result.Kind == CelKind.Map)
            {
                AddAll(keys, values, result);
            }
            else
            {
                return CelValue.Error($"no such overload: {result.RuntimeType} where a map is wanted").At(Id);
            }
        }
        frame.Recorder?.Add(initial + FoldCosts.Name);
        return stop.Kind == CelKind.Absent ? MapValue.Create([.. keys], [.. values], anyKeys).At(Id) : stop;
    }

    private static void Add(List<CelValue> keys, List<CelValue> values, in CelValue key, in CelValue value)
    {
        keys.Add(key);
        values.Add(value);
    }

    private static void AddAll(List<CelValue> keys, List<CelValue> values, in CelValue map)
    {
        var entries = map.Items;
        while (entries.MoveNext())
        {
            Add(keys, values, entries.Current, entries.CurrentValue);
        }
    }
}
