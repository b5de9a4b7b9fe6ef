using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Language;

namespace Redoubt.Cel.Image;

/// <summary>
/// Writes a plan: each node with the id of its expression, before the nodes below it. What the language gives, such as the code of a function, is written by its name.
/// </summary>
internal sealed class PlanWriter
{
    private readonly BinaryWriter _writer;
    private readonly ImageTables _tables;
    private readonly NameResolution _names;
    private bool _isWhole = true;

    private PlanWriter(BinaryWriter writer, ImageTables tables, NameResolution names) => (_writer, _tables, _names) = (writer, tables, names);

    /// <summary>Whether each constant of a plan has a place in an image.</summary>
    /// <param name="names">The language.</param>
    /// <param name="root">The first node.</param>
    public static bool CanWrite(NameResolution names, PlanNode root) => Write(BinaryWriter.Null, new ImageTables(), names, root);

    /// <summary>Writes a plan.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="tables">Takes the strings and types.</param>
    /// <param name="names">The language.</param>
    /// <param name="root">The first node.</param>
    /// <returns>False where a constant has no place in an image; then what was written is to be thrown away.</returns>
    public static bool Write(BinaryWriter writer, ImageTables tables, NameResolution names, PlanNode root)
    {
        var plan = new PlanWriter(writer, tables, names);
        plan.Write(root);
        return plan._isWhole;
    }

    private void Write(PlanNode node)
    {
        switch (node)
        {
            case Constant or Failure or Variable or Local or Bound:
                WriteLeaf(node);
                break;
            case Loop loop:
                WriteLoop(loop);
                break;
            case Let or LetTarget or TargetValue:
                WriteLet(node);
                break;
            case ListOf or MapOf or ObjectOf or Invocation:
                WriteMade(node);
                break;
            case Selection or Presence or Indexing:
                WriteSelection(node);
                break;
            case Equation or Comparison or Membership or StringSet or Match or Operation:
                WriteOperation(node);
                break;
            default:
                WriteLogic(node);
                break;
        }
    }

    private void WriteLeaf(PlanNode node)
    {
        switch (node)
        {
            case Folded folded:
                Begin(PlanTag.Folded, node);
                Value(folded.Value);
                Write(folded.Whole);
                break;
            case Constant constant:
                Begin(PlanTag.Constant, node);
                Value(constant.Value);
                break;
            case Failure failure:
                Begin(PlanTag.Failure, node);
                Text(failure.Message);
                break;
            case Variable variable:
                Begin(PlanTag.Variable, node);
                Text(variable.Name);
                Numbers(variable.Index, variable.Cost);
                break;
            case Local local:
                Begin(PlanTag.Local, node);
                Text(local.Name);
                Numbers(local.Slot, local.Cost);
                break;
            case Bound bound:
                Begin(PlanTag.Bound, node);
                Text(bound.Name);
                Numbers(bound.Slot, bound.Cost);
                break;
        }
    }

    private void WriteLoop(Loop loop)
    {
        Begin(loop switch { Quantifier => PlanTag.Quantifier, ExactlyOne => PlanTag.ExactlyOne, Collect => PlanTag.Collect, _ => PlanTag.CollectMap }, loop);
        Numbers(loop.Slot, loop.SecondSlot + 1, loop.BodyNodes);
        Write(loop.Range);
        switch (loop)
        {
            case Quantifier quantifier:
                _writer.Write(quantifier.IsExists);
                Write(quantifier.Predicate);
                break;
            case ExactlyOne one:
                Write(one.Predicate);
                break;
            case Collect collect:
                Numbers(collect.Initial, collect.Append);
                Maybe(collect.Filter);
                Write(collect.Value);
                break;
            case CollectMap map:
                Numbers(map.Initial);
                Maybe(map.Filter);
                Maybe(map.Key);
                Write(map.Value);
                break;
        }
    }

    private void WriteLet(PlanNode node)
    {
        switch (node)
        {
            case Let let:
                Begin(let.Value is BoundValue ? PlanTag.LetBound : PlanTag.Let, node);
                Numbers(let.Slot, let.Cost);
                Write(let.Body);
                Write(let.Value is BoundValue bound ? bound.Node : let.Value);
                break;
            case LetTarget let:
                Begin(PlanTag.LetTarget, node);
                Numbers(let.Slot);
                Write(let.Body);
                Write(let.Value);
                break;
            case TargetValue value:
                Begin(PlanTag.TargetValue, node);
                Numbers(value.Slot);
                Write(value.Call);
                break;
        }
    }

    private void WriteMade(PlanNode node)
    {
        switch (node)
        {
            case ListOf list:
                Begin(PlanTag.List, node);
                WriteAll(list.Items);
                Flags(list.Optional);
                break;
            case MapOf map:
                Begin(PlanTag.Map, node);
                Numbers(map.Cost);
                WriteAll(map.Keys);
                WriteAll(map.Values);
                Flags(map.Optional);
                break;
            case ObjectOf made:
                Begin(PlanTag.Object, node);
                Text(made.Type.Name);
                Write(made.Fields);
                break;
            case Invocation call:
                Begin(PlanTag.Invocation, node);
                Text(call.Name);
                Text(TreeWriter.FunctionOf(_names, call.Overloads[0].Overload).Name);
                Numbers(call.Overloads.Length);
                foreach (var overload in call.Overloads)
                {
                    Text(overload.Overload.Id);
                }

                WriteAll(call.Arguments);
                break;
        }
    }

    private void WriteSelection(PlanNode node)
    {
        switch (node)
        {
            case Selection selection:
                Begin(PlanTag.Selection, node);
                Numbers(selection.Cost, selection.Steps.Length);
                foreach (var step in selection.Steps)
                {
                    Write(step);
                }

                Write(selection.Root);
                break;
            case Presence presence:
                Begin(PlanTag.Presence, node);
                Numbers(presence.Cost);
                Write(presence.Step);
                Write(presence.Operand);
                break;
            case Indexing indexing:
                Begin(PlanTag.Indexing, node);
                Numbers(indexing.Cost);
                _writer.Write(indexing.IsOptional);
                Write(indexing.Operand);
                Write(indexing.Key);
                break;
        }
    }

    private void Write(Step step)
    {
        Numbers(step.Id);
        Value(step.Key);
        _writer.Write(step.IsOptional);
        _writer.Write(step.IsOfObject);
        Value(step.Lacking);
    }

    private void WriteOperation(PlanNode node)
    {
        switch (node)
        {
            case Equation equation:
                Begin(PlanTag.Equation, node);
                _writer.Write(equation.IsNegated);
                Both(equation.Left, equation.Right);
                break;
            case Comparison comparison:
                Begin(PlanTag.Comparison, node);
                _writer.Write((byte)comparison.Relation);
                _writer.Write(comparison.IsText);
                Both(comparison.Left, comparison.Right);
                break;
            case Membership membership:
                Begin(PlanTag.Membership, node);
                _writer.Write((byte)membership.Cost);
                Both(membership.Item, membership.Container);
                break;
            case StringSet set:
                Begin(PlanTag.StringSet, node);
                Numbers(set.Strings.Count);
                foreach (var one in set.Strings)
                {
                    Text(one);
                }

                Write(set.Item);
                break;
            case Match match:
                Begin(PlanTag.Match, node);
                Text(match.Pattern);
                Write(match.Text);
                break;
            case Operation operation:
                Begin(PlanTag.Operation, node);
                _writer.Write((byte)operation.Kind);
                _writer.Write(operation.IsText);
                Both(operation.Left, operation.Right);
                break;
        }
    }

    private void WriteLogic(PlanNode node)
    {
        switch (node)
        {
            case Junction junction:
                Begin(PlanTag.Junction, node);
                _writer.Write(junction.IsOr);
                Both(junction.Left, junction.Right);
                break;
            case Negation negation:
                Begin(PlanTag.Negation, node);
                Write(negation.Operand);
                break;
            case Conditional conditional:
                Begin(PlanTag.Conditional, node);
                Write(conditional.Condition);
                Both(conditional.Yes, conditional.No);
                break;
            case Dyn dyn:
                Begin(PlanTag.Dyn, node);
                Write(dyn.Operand);
                break;
            case Minus minus:
                Begin(PlanTag.Minus, node);
                Write(minus.Operand);
                break;
            case Otherwise otherwise:
                Begin(PlanTag.Otherwise, node);
                _writer.Write(otherwise.KeepsOptional);
                Both(otherwise.First, otherwise.Second);
                break;
            case Remembered remembered:
                Begin(PlanTag.Remembered, node);
                Both(remembered.Text, remembered.Whole);
                break;
            case Shortened shortened:
                Begin(PlanTag.Shortened, node);
                Both(shortened.Whole, shortened.Quick);
                break;
            default:
                throw new NotSupportedException($"{node.GetType().Name} has no place in an image");
        }
    }

    private void Begin(PlanTag tag, PlanNode node)
    {
        _writer.Write((byte)tag);
        Numbers(node.Id);
    }

    private void Both(PlanNode first, PlanNode second)
    {
        Write(first);
        Write(second);
    }

    private void Maybe(PlanNode? node)
    {
        _writer.Write(node is not null);
        if (node is not null)
        {
            Write(node);
        }
    }

    private void WriteAll(PlanNode[] nodes)
    {
        Numbers(nodes.Length);
        foreach (var node in nodes)
        {
            Write(node);
        }
    }

    private void Flags(bool[] flags)
    {
        foreach (var flag in flags)
        {
            _writer.Write(flag);
        }
    }

    private void Numbers(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            _writer.Write7BitEncodedInt(number);
        }
    }

    private void Text(string text) => Numbers(_tables.Number(text));

    private void Value(CelValue value) => _isWhole &= ImageValues.TryWrite(_writer, _tables, value);
}
