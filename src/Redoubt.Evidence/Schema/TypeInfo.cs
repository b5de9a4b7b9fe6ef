using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Evidence.Schema;

/// <summary>One field of an object.</summary>
/// <param name="Name">As it is written in JSON.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Required">Whether an object without it is not valid.</param>
/// <param name="Keys">In a list of objects, the fields that tell its elements apart; empty if their order is all they have.</param>
public readonly record struct FieldInfo(string Name, FieldType Type, bool Required, ImmutableArray<string> Keys);

/// <summary>The fields of one type of object.</summary>
public sealed class TypeInfo
{
    private readonly FieldInfo[] _fields;

    /// <param name="name">The type's name; for a part of a custom resource its path.</param>
    /// <param name="fields">Its fields, in any order.</param>
    /// <param name="open">Whether the server keeps fields that are not among them.</param>
    public TypeInfo(string name, FieldInfo[] fields, bool open = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Name = name;
        Open = open;
        _fields = fields;
        Array.Sort(_fields, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    /// <summary>The type's name, with its version for a built-in type: `V1PodSpec`.</summary>
    public string Name { get; }

    /// <summary>Whether the server keeps fields that are not in <see cref="Fields"/>.</summary>
    public bool Open { get; }

    /// <summary>The fields in ordinal order of their names.</summary>
    public ReadOnlySpan<FieldInfo> Fields => _fields;

    /// <summary>Finds a field by its exact name: the server's own decoder does not forgive another case.</summary>
    public bool TryField(ReadOnlySpan<char> name, [MaybeNullWhen(false)] out FieldInfo field)
    {
        int low = 0, high = _fields.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = _fields[middle].Name.AsSpan().SequenceCompareTo(name);
            if (order == 0)
            {
                field = _fields[middle];
                return true;
            }
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        field = default;
        return false;
    }
}
