using System.Globalization;
using System.Text;
using Redoubt.Cel.Check;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Tests.Cases;

/// <summary>A tree as indented lines: what each node is, its text, and its type where it was checked.</summary>
internal sealed class TreePrinter(ParsedTree tree, CheckedTree? types, bool places = true)
{
    private readonly StringBuilder _text = new();

    public static string Print(ParsedTree tree, CheckedTree? types = null)
    {
        var printer = new TreePrinter(tree, types);
        printer.Write(tree.Root, 0);
        return printer._text.ToString();
    }

    /// <summary>The tree alone, without places: what must be the same after printing and parsing.</summary>
    public static string Shape(ParsedTree tree)
    {
        var printer = new TreePrinter(tree, null, places: false);
        printer.Write(tree.Root, 0);
        return printer._text.ToString();
    }

    private void Write(Expression expression, int depth)
    {
        var (label, children) = expression switch
        {
            Literal literal => (literal.Value.ToString(), []),
            Ident ident => (ident.Name, []),
            Select select => (select.TestOnly ? $"has .{select.Field}" : $".{select.Field}", [select.Operand]),
            Call { Target: { } target } call => ($".{call.Function}()", [target, .. call.Arguments]),
            Call call => ($"{call.Function}", [.. call.Arguments]),
            ListLiteral list => ("[]", list.Items),
            MapLiteral map => ("{}", map.Entries.SelectMany(entry => new[] { entry.Key, entry.Value })),
            ObjectLiteral literal => (literal.Type + "{}", literal.Fields.Select(field => field.Value)),
            Comprehension fold => Fold(fold),
            _ => ("", Enumerable.Empty<Expression>()),
        };
        _text.Append(' ', depth * 2).Append(label);
        if (types is null && places)
        {
            var span = tree.Span(expression.Id);
            _text.Append(CultureInfo.InvariantCulture, $"    {span.Start}+{span.Length}");
        }
        else if (types is not null)
        {
            _text.Append("    ").Append(types.Type(expression.Id));
            if (types.Reference(expression.Id) is { } reference)
            {
                _text.Append(" = ").Append(reference.Name);
            }

            if (!types.Overloads(expression.Id).IsEmpty)
            {
                _text.Append("    ").AppendJoin(", ", types.Overloads(expression.Id).Select(overload => overload.Id));
            }
        }
        _text.Append('\n');
        foreach (var child in children)
        {
            Write(child, depth + 1);
        }
    }

    private static (string Label, IEnumerable<Expression> Children) Fold(Comprehension fold)
    {
        var second = fold.SecondVariable is { } name ? ", " + name : "";
        return ($"{fold.Macro} ({fold.Variable}{second}) {fold.Accumulator}", [fold.Range, fold.Initial, fold.Condition, fold.Step, fold.Result]);
    }
}
