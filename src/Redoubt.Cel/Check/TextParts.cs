using System.Collections.Immutable;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Check;

/// <summary>
/// The parts of a checked tree that say something of one text and of nothing else, and take more to say it than to remember it: they match
/// a pattern or make a new text. Names, images and values come again and again on a platform.
/// </summary>
internal sealed class TextParts
{
    // More places than this in one part are as good as any number.
    private const int Most = 4;

    private readonly CheckedTree _types;
    private readonly Dictionary<int, Expression> _texts;

    private TextParts(CheckedTree types, Dictionary<int, Expression> texts) => (_types, _texts) = (types, texts);

    /// <summary>The parts of a tree.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="types">What the checker found.</param>
    public static TextParts Of(Expression root, CheckedTree types)
    {
        var parts = new TextParts(types, []);
        if (parts.HasCostly(root))
        {
            parts.Read(root);
        }

        return parts;
    }

    /// <summary>Parts that were found before.</summary>
    /// <param name="types">What the checker found.</param>
    /// <param name="texts">By the part's number the path to its text.</param>
    public static TextParts Known(CheckedTree types, Dictionary<int, Expression> texts) => new(types, texts);

    /// <summary>The parts by their numbers, each with the path to its text.</summary>
    public IReadOnlyDictionary<int, Expression> All => _texts;

    /// <summary>The path to the one text that a part reads; null for what is no such part.</summary>
    public Expression? TextOf(Expression part) => _texts.GetValueOrDefault(part.Id);

    private bool HasCostly(Expression expression) => IsCostly(expression) || expression.Children.Any(HasCostly);

    // What matches a pattern or makes a text.
    private bool IsCostly(Expression expression) => expression is Call call
        && (call.Function == "matches" || ((call.Function == Operators.Add || Operators.CanBeWritten(call.Function)) && MakesText(call)));

    private bool MakesText(Call call) => call.Function != "orValue" && _types.Type(call.Id) is { Kind: CelTypeKind.String } or { Kind: CelTypeKind.List, Parameters: [{ Kind: CelTypeKind.String }] };

    private Reading Read(Expression expression)
    {
        var reading = ReadParts(expression);
        if (!reading.IsAnything && reading is { IsCostly: true, Paths: [var path] } && _types.Type(path.Id).Kind is CelTypeKind.String or CelTypeKind.Dyn)
        {
            _texts.Add(expression.Id, path);
        }

        return reading;
    }

    private Reading ReadParts(Expression expression) => expression switch
    {
        Literal => Reading.Nothing,
        _ when _types.Reference(expression.Id) is { IsVariable: false } => Reading.Nothing,
        _ when IsPath(expression) => new Reading([expression], false),
        Call call => ReadCall(call),
        Comprehension fold => ReadFold(fold),
        _ => ReadAll(expression.Children),
    };

    private Reading ReadCall(Call call)
    {
        var overloads = _types.Overloads(call.Id);
        if (overloads.Any(overload => !overload.IsPure))
        {
            return Reading.Anything;
        }

        // What stands before the dot of a qualified function is no value.
        var reading = ReadAll(call.Target is not null && overloads.Any(overload => overload.IsReceiver) ? call.Children : call.Arguments);
        return reading with { IsCostly = reading.IsCostly || IsCostly(call) };
    }

    private Reading ReadFold(Comprehension fold)
    {
        var outside = ReadAll([fold.Range, fold.Initial]);
        var inside = ReadAll([fold.Condition, fold.Step, fold.Result]);

        // What a loop goes through is no text, whatever its type.
        return inside.IsAnything || IsPath(fold.Range) ? Reading.Anything : outside.And(inside.Without(name => name == fold.Accumulator || name == fold.Variable || name == fold.SecondVariable));
    }

    private Reading ReadAll(IEnumerable<Expression> parts) => parts.Aggregate(Reading.Nothing, (all, part) => all.And(Read(part)));

    /// <summary>Whether it is a variable, constant fields of one, or such with another value where nothing is there.</summary>
    private static bool IsPath(Expression expression) => expression switch
    {
        Ident => true,
        Select { TestOnly: false } select => IsPath(select.Operand),
        Call { Function: Operators.OptionalSelect or Operators.Index or Operators.OptionalIndex, Arguments: [var operand, Tree.Literal] } => IsPath(operand),
        Call { Function: "orValue", Target: { } target, Arguments: [Tree.Literal] } => IsPath(target),
        _ => false,
    };

    private static string RootOf(Expression path) => path switch
    {
        Ident ident => ident.Name,
        Select select => RootOf(select.Operand),
        Call { Target: { } target } => RootOf(target),
        _ => RootOf(((Call)path).Arguments[0]),
    };

    private static bool AreSame(Expression one, Expression other) => (one, other) switch
    {
        (Ident a, Ident b) => a.Name == b.Name,
        (Select a, Select b) => a.Field == b.Field && AreSame(a.Operand, b.Operand),
        (Tree.Literal a, Tree.Literal b) => a.Value.Kind == b.Value.Kind && a.Value.Equals(b.Value),
        (Call { Target: { } a } one1, Call { Target: { } b } other1) => AreSame(a, b) && AreSame(one1.Arguments[0], other1.Arguments[0]),
        (Call { Target: null } a, Call { Target: null } b) => a.Function == b.Function && AreSame(a.Arguments[0], b.Arguments[0]) && AreSame(a.Arguments[1], b.Arguments[1]),
        _ => false,
    };

    /// <summary>What a part reads.</summary>
    /// <param name="Paths">The places, each once; default for anything.</param>
    /// <param name="IsCostly">Whether something in it is worth remembering.</param>
    private readonly record struct Reading(ImmutableArray<Expression> Paths, bool IsCostly)
    {
        public static Reading Nothing { get; } = new([], false);

        public static Reading Anything => default;

        public bool IsAnything => Paths.IsDefault;

        public Reading And(Reading other)
        {
            if (IsAnything || other.IsAnything)
            {
                return Anything;
            }

            var paths = Paths;
            foreach (var path in other.Paths)
            {
                if (!paths.Any(known => AreSame(known, path)))
                {
                    paths = paths.Add(path);
                }
            }

            return paths.Length > Most ? Anything : new Reading(paths, IsCostly || other.IsCostly);
        }

        public Reading Without(Func<string, bool> isBound) => this with { Paths = Paths.RemoveAll(path => isBound(RootOf(path))) };
    }
}
