using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Tree;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Estimate;

/// <summary>What is known of sizes: of the expressions that are estimated, and of the names that they bind.</summary>
internal sealed class SizeTable(CheckedTree types, CelSizes sizes)
{
    private readonly Dictionary<int, CelRange> _sizes = [];
    private readonly Dictionary<int, EntrySize> _entries = [];
    private readonly Dictionary<int, ImmutableArray<string>> _paths = [];
    private readonly List<Binding> _bindings = [];

    /// <summary>A loop variable, an accumulator or a bound name. Of a name that stands for a whole expression, the cost of that.</summary>
    public sealed record Binding(string Name, ImmutableArray<string> Path, CelRange? Size, EntrySize? Entries, CelRange? Cost = null)
    {
        /// <summary>Whether an accumulator is meant, of which no path is told.</summary>
        public bool IsAccumulator => Name == Tree.Macros.MacroContext.Accumulator;
    }

    public CelType Type(Expression expression) => types.Type(expression.Id);

    public void Bind(Binding binding) => _bindings.Add(binding);

    public void Unbind(int count = 1) => _bindings.RemoveRange(_bindings.Count - count, count);

    public Binding? Find(string name) => _bindings.FindLast(binding => binding.Name == name);

    public ImmutableArray<string> Path(Expression expression) =>
        expression is Ident ident && Find(ident.Name) is { } binding ? binding.Path : _paths.GetValueOrDefault(expression.Id, []);

    public void SetPath(Expression expression, ImmutableArray<string> path) => _paths[expression.Id] = path;

    public void SetSize(Expression expression, CelRange? size)
    {
        if (size is { } known)
        {
            _sizes[expression.Id] = known;
        }
    }

    public void SetEntries(Expression expression, EntrySize? entries)
    {
        if (entries is { } known)
        {
            _entries[expression.Id] = known;
        }
    }

    /// <summary>Gives one expression the sizes of another.</summary>
    public void Copy(Expression from, Expression to)
    {
        SetSize(to, Size(from));
        SetEntries(to, Entries(from));
    }

    public EntrySize? Entries(Expression expression)
    {
        if (_entries.TryGetValue(expression.Id, out var entries))
        {
            return entries;
        }

        return expression is Ident ident ? Find(ident.Name)?.Entries : null;
    }

    public CelRange SizeOrUnknown(Expression expression) => Size(expression) ?? CelRange.Unknown;

    /// <summary>The size: computed, written, as the embedder says, by the type, as bound; null if nothing of that is known.</summary>
    public CelRange? Size(Expression expression)
    {
        if (_sizes.TryGetValue(expression.Id, out var known))
        {
            return known;
        }

        if (Written(expression) is { } written)
        {
            return CelRange.Exactly((ulong)written);
        }

        var type = Type(expression);
        if (sizes(Path(expression), type) is { } said)
        {
            _sizes[expression.Id] = said;
            return said;
        }
        if (IsScalar(type))
        {
            return CelRange.One;
        }

        return expression is Ident ident ? Find(ident.Name)?.Size : null;
    }

    public CelOperand Operand(Expression expression)
    {
        var path = expression is Ident ident && Find(ident.Name) is { IsAccumulator: true } ? [] : Path(expression);
        return new CelOperand(path, Type(expression), (expression as Literal)?.Value, Size(expression), sizes);
    }

    private static long? Written(Expression expression) => expression switch
    {
        Literal { Value: { Kind: CelKind.String } text } => Text.CodePoints(text.AsSpan()),
        Literal { Value: { Kind: CelKind.Bytes } bytes } => bytes.AsBytes().Length,
        Literal => 1,
        ListLiteral list => list.Items.Length,
        MapLiteral map => map.Entries.Length,
        _ => null,
    };

    /// <summary>Whether all values of a type are of one size.</summary>
    private static bool IsScalar(CelType type) => type.Kind switch
    {
        CelTypeKind.Bool or CelTypeKind.Double or CelTypeKind.Duration or CelTypeKind.Int or CelTypeKind.Timestamp or CelTypeKind.Uint => true,
        _ => type.IsOptional && IsScalar(type.Parameters[0]),
    };
}
