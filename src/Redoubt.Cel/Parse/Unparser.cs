using System.Text;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Parse;

/// <summary>Tree to text: the shortest form that parses to the same tree, macros as they are written.</summary>
internal sealed class Unparser
{
    private const int UnaryBinding = 6;
    private const int MemberBinding = 7;
    private readonly StringBuilder _text = new();

    public static string Print(Expression expression)
    {
        var unparser = new Unparser();
        unparser.Write(expression, 0);
        return unparser._text.ToString();
    }

    /// <summary>Writes an expression, in parentheses if it binds less tightly than its place asks for.</summary>
    private void Write(Expression expression, int binding)
    {
        var own = Binding(expression);
        if (own < binding)
        {
            _text.Append('(');
        }

        switch (expression)
        {
            case Literal literal:
                WriteLiteral(literal.Value);
                break;
            case Ident ident:
                _text.Append(BlockNames.Written(ident.Name));
                break;
            case Select select:
                WriteSelect(select);
                break;
            case Call call:
                WriteCall(call, own);
                break;
            case ListLiteral list:
                WriteList(list);
                break;
            case MapLiteral map:
                WriteMap(map);
                break;
            case ObjectLiteral literal:
                WriteObject(literal);
                break;
            case Comprehension fold:
                WriteFold(fold);
                break;
        }
        if (own < binding)
        {
            _text.Append(')');
        }
    }

    private static int Binding(Expression expression)
    {
        if (expression is Literal { Value: { Kind: CelKind.Int } whole } && whole.AsInt() < 0)
        {
            return UnaryBinding;
        }

        if (expression is Literal { Value: { Kind: CelKind.Double } number } && double.IsNegative(number.AsDouble()))
        {
            return UnaryBinding;
        }

        if (expression is not Call { Target: null } call)
        {
            return MemberBinding;
        }

        return call.Function switch
        {
            Operators.Conditional => 0,
            Operators.Not or Operators.Negate => UnaryBinding,
            _ => Array.Find(Operators.Binary, one => one.Function == call.Function) is { Text: not null } found ? found.Binding : MemberBinding,
        };
    }

    private void WriteLiteral(in CelValue value) => _text.Append(value.ToString());

    private void WriteSelect(Select select)
    {
        if (select.TestOnly)
        {
            _text.Append("has(");
        }

        Write(select.Operand, MemberBinding);
        _text.Append('.').Append(Name(select.Field));
        if (select.TestOnly)
        {
            _text.Append(')');
        }
    }

    /// <summary>A field's name, in backticks if it is no identifier.</summary>
    private static string Name(string field)
    {
        var plain = field.Length > 0 && !char.IsAsciiDigit(field[0]) && field.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_')
            && field is not ("true" or "false" or "null" or "in");
        return plain ? field : $"`{field}`";
    }

    private void WriteCall(Call call, int own)
    {
        if (call.Target is not null)
        {
            Write(call.Target, MemberBinding);
            _text.Append('.').Append(call.Function);
            WriteArguments(call);
            return;
        }
        switch (call.Function)
        {
            case Operators.Conditional:
                Write(call.Arguments[0], 1);
                _text.Append(" ? ");
                Write(call.Arguments[1], 1);
                _text.Append(" : ");
                Write(call.Arguments[2], 0);
                break;
            case Operators.Not or Operators.Negate:
                WriteUnary(call);
                break;
            case Operators.Index or Operators.OptionalIndex:
                Write(call.Arguments[0], MemberBinding);
                _text.Append(call.Function == Operators.Index ? "[" : "[?");
                Write(call.Arguments[1], 0);
                _text.Append(']');
                break;
            case Operators.OptionalSelect when call.Arguments[1] is Literal { Value: { Kind: CelKind.String } field }:
                Write(call.Arguments[0], MemberBinding);
                _text.Append(".?").Append(Name(field.AsString()));
                break;
            default:
                if (own < MemberBinding)
                {
                    WriteBinary(call, own);
                }
                else
                {
                    WriteGlobal(call);
                }

                break;
        }
    }

    private void WriteGlobal(Call call)
    {
        _text.Append(call.Function);
        WriteArguments(call);
    }

    /// <summary>What begins with a digit stays apart from a minus, since `-1` is a literal.</summary>
    private void WriteUnary(Call call)
    {
        _text.Append(call.Function[0]);
        var at = _text.Length;
        Write(call.Arguments[0], MemberBinding);
        if (call.Function == Operators.Negate && char.IsAsciiDigit(_text[at]))
        {
            _text.Insert(at, '(').Append(')');
        }
    }

    /// <summary>
    /// The parser balances a chain of `&amp;&amp;` or `||`. A tree of just that shape is written as a chain, any other shape of the same
    /// operator with parentheses.
    /// </summary>
    private void WriteBinary(Call call, int own)
    {
        var isLogical = own <= 2;
        var isChain = isLogical && IsBalanced(call, call.Function, Terms(call, call.Function));
        Write(call.Arguments[0], isLogical && !isChain ? own + 1 : own, isChain ? call.Function : null);
        _text.Append(' ').Append(Array.Find(Operators.Binary, one => one.Function == call.Function).Text).Append(' ');
        Write(call.Arguments[1], isChain ? own : own + 1, isChain ? call.Function : null);
    }

    private void Write(Expression expression, int binding, string? chain)
    {
        if (chain is null || expression is not Call { Target: null } call || call.Function != chain)
        {
            Write(expression, chain is null ? binding : binding + 1);
            return;
        }
        Write(call.Arguments[0], binding, chain);
        _text.Append(chain == Operators.And ? " && " : " || ");
        Write(call.Arguments[1], binding, chain);
    }

    private static int Terms(Expression expression, string function) =>
        expression is Call { Target: null } call && call.Function == function
            ? Terms(call.Arguments[0], function) + Terms(call.Arguments[1], function)
            : 1;

    private static bool IsBalanced(Expression expression, string function, int terms)
    {
        if (expression is not Call { Target: null } call || call.Function != function)
        {
            return terms == 1;
        }

        var left = (terms + 1) / 2;
        return terms > 1 && IsBalanced(call.Arguments[0], function, left) && IsBalanced(call.Arguments[1], function, terms - left);
    }

    private void WriteArguments(Call call)
    {
        _text.Append('(');
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (i > 0)
            {
                _text.Append(", ");
            }

            Write(call.Arguments[i], 0);
        }
        _text.Append(')');
    }

    private void WriteList(ListLiteral list)
    {
        _text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0)
            {
                _text.Append(", ");
            }

            if (list.IsOptional(i))
            {
                _text.Append('?');
            }

            Write(list.Items[i], 0);
        }
        _text.Append(']');
    }

    private void WriteMap(MapLiteral map)
    {
        _text.Append('{');
        for (var i = 0; i < map.Entries.Length; i++)
        {
            if (i > 0)
            {
                _text.Append(", ");
            }

            if (map.Entries[i].IsOptional)
            {
                _text.Append('?');
            }

            Write(map.Entries[i].Key, 0);
            _text.Append(": ");
            Write(map.Entries[i].Value, 0);
        }
        _text.Append('}');
    }

    private void WriteObject(ObjectLiteral literal)
    {
        _text.Append(literal.Type).Append('{');
        for (var i = 0; i < literal.Fields.Length; i++)
        {
            if (i > 0)
            {
                _text.Append(", ");
            }

            if (literal.Fields[i].IsOptional)
            {
                _text.Append('?');
            }

            _text.Append(Name(literal.Fields[i].Name)).Append(": ");
            Write(literal.Fields[i].Value, 0);
        }
        _text.Append('}');
    }

    private void WriteFold(Comprehension fold)
    {
        if (fold.Macro == FoldKind.Bind)
        {
            WriteMacro("cel", "bind", fold.Accumulator, null, fold.Initial, fold.Result);
            return;
        }
        if (fold.Macro is FoldKind.OptionalMap or FoldKind.OptionalFlatMap)
        {
            var value = ((Call)fold.Result).Arguments[1];
            var body = (Comprehension)(fold.Macro == FoldKind.OptionalMap ? ((Call)value).Arguments[0] : value);
            Write(fold.Initial, MemberBinding);
            WriteMacro("", fold.Macro == FoldKind.OptionalMap ? "optMap" : "optFlatMap", body.Accumulator, null, body.Result);
            return;
        }
        if (fold.Macro == FoldKind.SortBy)
        {
            var keys = (Comprehension)((Call)fold.Result).Arguments[0];
            Write(fold.Initial, MemberBinding);
            WriteMacro("", "sortBy", keys.Variable, null, ((ListLiteral)((Call)keys.Step).Arguments[1]).Items[0]);
            return;
        }
        Write(fold.Range, MemberBinding);
        var step = (Call)fold.Step;
        var filter = step.Function == Operators.Conditional ? step.Arguments[0] : null;
        if (filter is not null)
        {
            step = step.Arguments[1] as Call ?? step;
        }

        var last = fold.Macro is FoldKind.Map or FoldKind.TransformList ? ((ListLiteral)step.Arguments[1]).Items[0] : step.Arguments[^1];
        if (fold.Macro is FoldKind.ExistsOne or FoldKind.Filter)
        {
            WriteMacro("", MacroName(fold.Macro), fold.Variable, fold.SecondVariable, filter!);
        }
        else
        {
            WriteMacro("", MacroName(fold.Macro), fold.Variable, fold.SecondVariable, filter is null ? [last] : [filter, last]);
        }
    }

    private static string MacroName(FoldKind macro) => macro switch
    {
        FoldKind.All => "all",
        FoldKind.Exists => "exists",
        FoldKind.ExistsOne => "exists_one",
        FoldKind.Map => "map",
        FoldKind.Filter => "filter",
        FoldKind.TransformList => "transformList",
        FoldKind.TransformMap => "transformMap",
        _ => "transformMapEntry",
    };

    private void WriteMacro(string target, string name, string variable, string? second, params ReadOnlySpan<Expression> arguments)
    {
        _text.Append(target).Append('.').Append(name).Append('(').Append(BlockNames.Written(variable));
        if (second is not null)
        {
            _text.Append(", ").Append(BlockNames.Written(second));
        }

        foreach (var argument in arguments)
        {
            _text.Append(", ");
            Write(argument, 0);
        }
        _text.Append(')');
    }
}
