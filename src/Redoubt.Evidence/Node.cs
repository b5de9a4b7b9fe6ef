using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Evidence;

/// <summary>
/// One value of a document: a view of a row, which copies and holds nothing. <c>default(Node)</c> is "no value", and asking it for
/// anything gives nothing, so that paths can be followed without tests between the steps.
/// </summary>
public readonly struct Node : IEquatable<Node>
{
    private readonly Tape? _tape;

    internal Node(Tape tape, int row)
    {
        _tape = tape;
        Row = row;
    }

    /// <summary>The row of the tape.</summary>
    public int Row { get; }

    /// <summary>The row after this value and everything in it.</summary>
    public int EndRow => Row + (_tape is null ? 0 : _tape.At(Row).Next);

    /// <summary>The tape.</summary>
    /// <exception cref="InvalidOperationException">This is no value.</exception>
    public Tape Tape => _tape ?? throw new InvalidOperationException("no value");

    /// <summary>What the value is.</summary>
    public NodeKind Kind => _tape is null ? NodeKind.None : _tape.At(Row).Kind;

    /// <summary>How the value was written.</summary>
    public YamlStyle Style => _tape is null ? YamlStyle.Empty : _tape.At(Row).Style;

    /// <summary>Whether there is a value, null included.</summary>
    public bool Exists => _tape is not null;

    /// <summary>Whether there is a value other than null.</summary>
    public bool HasValue => Kind > NodeKind.Null;

    /// <summary>How many items or fields there are; 0 for anything but a list or map.</summary>
    public int Count => Kind is NodeKind.List or NodeKind.Map ? _tape!.At(Row).Low : 0;

    /// <summary>The items of a list; nothing for any other kind.</summary>
    public NodeChildren Items => new(this, NodeKind.List);

    /// <summary>The values of a map's fields, each with its <see cref="Key"/>; nothing for any other kind.</summary>
    public NodeChildren Fields => new(this, NodeKind.Map);

    /// <summary>The field of a map; no value if there is none. Of two keys that were equal in the text the last is here.</summary>
    /// <param name="name">The field's name.</param>
    public Node this[string name] => Kind == NodeKind.Map && _tape!.Find(Row, name) is >= 0 and var row ? new Node(_tape, row) : default;

    /// <summary>An item of a list; no value if there is none.</summary>
    /// <param name="index">The item's number, from 0.</param>
    public Node this[int index] => Kind == NodeKind.List && _tape!.Child(Row, index) is >= 0 and var row ? new Node(_tape, row) : default;

    /// <summary>The field of a map by a symbol computed before.</summary>
    /// <param name="symbol">What <see cref="Tapes.Tape.Symbol"/> gives for the name.</param>
    /// <param name="name">The field's name.</param>
    public Node Field(int symbol, ReadOnlySpan<char> name) =>
        Kind == NodeKind.Map && _tape!.Find(Row, symbol, name) is >= 0 and var row ? new Node(_tape, row) : default;

    /// <summary>The field of a map.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The field's value.</param>
    /// <returns>Whether there is such a field; its value may be null.</returns>
    public bool TryGet(ReadOnlySpan<char> name, out Node value) =>
        (value = Kind == NodeKind.Map && _tape!.Find(Row, name) is >= 0 and var row ? new Node(_tape, row) : default).Exists;

    /// <summary>The name of the field that this value has, or nothing.</summary>
    public ReadOnlySpan<char> Key => _tape is null ? default : _tape.KeyText(Row);

    /// <summary>The symbol of <see cref="Key"/>.</summary>
    public int KeySymbol => HasKey ? _tape!.At(Row).Symbol : 0;

    /// <summary>Whether this value is a field of a map.</summary>
    public bool HasKey => _tape is not null && (_tape.At(Row).Flags & RowFlags.HasKey) != 0;

    /// <summary>The number of this item in its list; -1 for what is no item.</summary>
    public int Index => _tape is null || HasKey || _tape.At(Row).Symbol < 0 ? -1 : _tape.At(Row).Symbol;

    /// <summary>The list or map that holds this value; no value for a document's root.</summary>
    public Node Parent => _tape?.Parent(Row) is >= 0 and var row ? new Node(_tape, row) : default;

    /// <summary>The text of a string; empty for any other kind.</summary>
    public ReadOnlySpan<char> Text => Kind == NodeKind.String ? _tape!.ValueText(Row) : default;

    /// <summary>The text of a string; null for any other kind.</summary>
    public string? AsString() => Kind == NodeKind.String ? _tape!.ValueString(Row) : null;

    /// <summary>Whether this is exactly this string.</summary>
    /// <param name="text">The text to compare with.</param>
    public bool Is(ReadOnlySpan<char> text) => Kind == NodeKind.String && _tape!.ValueText(Row).SequenceEqual(text);

    /// <summary>Whether this is <c>true</c>.</summary>
    public bool IsTrue => Kind == NodeKind.Bool && _tape!.At(Row).Payload != 0;

    /// <summary>Whether this is <c>false</c>.</summary>
    public bool IsFalse => Kind == NodeKind.Bool && _tape!.At(Row).Payload == 0;

    /// <summary>The number of an <see cref="NodeKind.Int"/>; 0 for any other kind.</summary>
    public long Int => Kind == NodeKind.Int ? _tape!.At(Row).Payload : 0;

    /// <summary>The number of a <see cref="NodeKind.UInt"/>; 0 for any other kind.</summary>
    public ulong UInt => Kind == NodeKind.UInt ? (ulong)_tape!.At(Row).Payload : 0;

    /// <summary>The number of a <see cref="NodeKind.Double"/>; 0 for any other kind.</summary>
    public double Double => Kind == NodeKind.Double ? BitConverter.Int64BitsToDouble(_tape!.At(Row).Payload) : 0;

    /// <summary>What tells two nulls, bools or numbers of one kind apart.</summary>
    internal long Bits => _tape is null || Kind is NodeKind.Null ? 0 : _tape.At(Row).Payload;

    /// <summary>Where the key stands, in UTF-16 units from the start of the text; -1 without a key.</summary>
    public int KeyOffset => _tape is null ? -1 : _tape.At(Row).KeyAt;

    /// <summary>How long the key's text is, in UTF-16 units, without quotes.</summary>
    public int KeyLength => Key.Length;

    /// <summary>Where the value stands, in UTF-16 units from the start of the text; -1 for no value.</summary>
    public int ValueOffset => _tape is null ? -1 : _tape.At(Row).ValueAt;

    /// <summary>How much text the value takes from <see cref="ValueOffset"/> on, in UTF-16 units; quotes and brackets included.</summary>
    public int ValueLength => _tape?.WrittenLength(Row) ?? 0;

    /// <summary>Whether the value is here by an alias or a merge, so that its place is that of the anchor.</summary>
    public bool IsAlias => _tape is not null && (_tape.At(Row).Flags & RowFlags.Alias) != 0;

    /// <summary>Whether the object that starts here is not as a server would be given it.</summary>
    internal bool IsNotSent => _tape is not null && (_tape.At(Row).Flags & RowFlags.NotSent) != 0;

    /// <summary>The place of the value.</summary>
    public Position Position => _tape is null ? default : _tape.Source.PositionOf(ValueOffset);

    /// <summary>The place of the key, or of the value where there is no key.</summary>
    public Position KeyPosition => _tape is null ? default : _tape.Source.PositionOf(KeyOffset >= 0 ? KeyOffset : ValueOffset);

    /// <summary>The line of the value, from 1.</summary>
    public int Line => Position.Line;

    /// <summary>The column of the value in characters, from 1.</summary>
    public int Column => Position.Column;

    /// <summary>
    /// Where this value is in its document, as <c>spec.containers[name=web].image</c>: an item that is a map is named by its
    /// <c>name</c>, any other by its number. Empty for the root.
    /// </summary>
    public string Path => PathTo(default);

    /// <summary><see cref="Path"/> from a value above this one.</summary>
    /// <param name="ancestor">The value to start from; what lies not above this value counts as the root.</param>
    public string PathTo(Node ancestor) => NodePath.Between(ancestor, this);

    /// <summary>Whether both are the same row of the same tape.</summary>
    public bool Equals(Node other) => ReferenceEquals(_tape, other._tape) && Row == other.Row;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Node other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_tape, Row);

    /// <summary>Whether both are the same row of the same tape.</summary>
    public static bool operator ==(Node left, Node right) => left.Equals(right);

    /// <summary>Whether they are not the same row of the same tape.</summary>
    public static bool operator !=(Node left, Node right) => !left.Equals(right);
}
