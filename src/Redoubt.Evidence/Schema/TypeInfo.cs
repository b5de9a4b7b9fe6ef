using System.Collections.Immutable;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Schema;

/// <summary>One field of an object.</summary>
/// <param name="Name">As it is written in JSON.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Required">Whether an object without it is not valid.</param>
/// <param name="Keys">In a list of objects, the fields that tell its elements apart; empty if their order is all they have.</param>
/// <param name="Gone">The minor of the first release that no longer knows the field; null if all that are known do.</param>
public readonly record struct FieldInfo(string Name, FieldType Type, bool Required, ImmutableArray<string> Keys, int? Gone = null);

/// <summary>The fields of one type of object.</summary>
public sealed class TypeInfo
{
    private readonly FieldInfo[] _fields;

    // Open addressing by the symbol of a field's name, at most half full: the number of a field plus one, 0 where free.
    private readonly ushort[] _buckets;

    /// <param name="name">The type's name; for a part of a custom resource its path.</param>
    /// <param name="fields">Its fields, in any order; the array becomes the type's own. At most 65,534.</param>
    /// <param name="open">Whether the server keeps fields that are not among them.</param>
    public TypeInfo(string name, FieldInfo[] fields, bool open = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Name = name;
        Open = open;
        _fields = fields;
        Array.Sort(_fields, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        _buckets = new ushort[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_fields.Length * 2 + 1)];
        for (var number = 0; number < _fields.Length; number++)
        {
            var at = Tape.Symbol(_fields[number].Name) & (_buckets.Length - 1);
            while (_buckets[at] != 0)
            {
                at = (at + 1) & (_buckets.Length - 1);
            }

            _buckets[at] = (ushort)(number + 1);
        }
    }

    /// <summary>The type's name, with its version for a built-in type: `V1PodSpec`.</summary>
    public string Name { get; }

    /// <summary>Whether the server keeps fields that are not in <see cref="Fields"/>.</summary>
    public bool Open { get; }

    /// <summary>The fields in ordinal order of their names.</summary>
    public ReadOnlySpan<FieldInfo> Fields => _fields;

    /// <summary>Finds a field by its exact name: the server's own decoder does not forgive another case.</summary>
    public bool TryField(ReadOnlySpan<char> name, out FieldInfo field) => TryField(Tape.Symbol(name), name, out field);

    /// <summary>Finds a field by its name of which the symbol is known.</summary>
    /// <param name="symbol">What <see cref="Tape.Symbol"/> gives for the name.</param>
    /// <param name="name">The name.</param>
    /// <param name="field">The field.</param>
    public bool TryField(int symbol, ReadOnlySpan<char> name, out FieldInfo field)
    {
        var mask = _buckets.Length - 1;
        for (var at = symbol & mask; _buckets[at] is not 0 and var number; at = (at + 1) & mask)
        {
            if (name.SequenceEqual(_fields[number - 1].Name))
            {
                field = _fields[number - 1];
                return true;
            }
        }

        field = default;
        return false;
    }
}
