using System.Collections.Immutable;

namespace Redoubt.Cel;

/// <summary>What is estimated of a call, beside its arguments, before it runs.</summary>
/// <param name="Cost">The cost.</param>
/// <param name="ResultSize">The size of the result, if it is a string, bytes, a list or a map and more is known than its type.</param>
public readonly record struct CelCallEstimate(CelRange Cost, CelRange? ResultSize = null);

/// <summary>Estimates a call by its arguments, the receiver first; null if it has nothing to say.</summary>
public delegate CelCallEstimate? CelEstimate(ImmutableArray<CelOperand> operands);

/// <summary>
/// Tells the size of what an expression reads, for example from a schema; null if nothing is known. The path begins with a variable and
/// goes on with fields, <see cref="CelOperand.Items"/>, <see cref="CelOperand.Keys"/>, <see cref="CelOperand.Values"/>,
/// <see cref="CelOperand.Indices"/>; it is empty where a value is computed.
/// </summary>
public delegate CelRange? CelSizes(ImmutableArray<string> path, CelType type);

/// <summary>A part of an expression, as estimates see it.</summary>
public sealed class CelOperand
{
    /// <summary>The step from a list to its elements.</summary>
    public const string Items = "@items";

    /// <summary>The step from a list to the positions in it.</summary>
    public const string Indices = "@indices";

    /// <summary>The step from a map to its keys.</summary>
    public const string Keys = "@keys";

    /// <summary>The step from a map to its values.</summary>
    public const string Values = "@values";

    private readonly CelSizes _sizes;

    internal CelOperand(ImmutableArray<string> path, CelType type, CelValue? constant, CelRange? knownSize, CelSizes sizes)
    {
        (Path, Type, Constant, KnownSize) = (path, type, constant, knownSize);
        _sizes = sizes;
    }

    /// <summary>Where the value is read; empty if it is computed.</summary>
    public ImmutableArray<string> Path { get; }

    /// <summary>The type.</summary>
    public CelType Type { get; }

    /// <summary>The value of a literal, else null.</summary>
    public CelValue? Constant { get; }

    /// <summary>The size, if anything is known of it.</summary>
    public CelRange? KnownSize { get; }

    /// <summary>The size: what is known of it, else anything.</summary>
    public CelRange Size => KnownSize ?? _sizes(Path, Type) ?? CelRange.Unknown;

    /// <summary>The elements of a list, or of whatever has a type parameter; null if the type has none.</summary>
    public CelOperand? Element =>
        Type.Parameters.IsEmpty ? null : new(Path.IsEmpty ? Path : Path.Add(Items), Type.Parameters[0], null, null, _sizes);

    /// <summary>What going through the value once costs.</summary>
    public CelRange Traversal => Size * CelCosts.Traversal;
}
