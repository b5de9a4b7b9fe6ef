using System.Runtime.CompilerServices;

namespace Redoubt.Cel.Evaluate;

/// <summary>What strict operations do with arguments that are not data: the first is the result; two unknowns unite.</summary>
internal static class Strict
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Stops(in CelValue value) => value.Kind >= CelKind.Unknown;

    /// <summary>The result where at least one of two arguments is no data.</summary>
    public static CelValue First(in CelValue left, in CelValue right)
    {
        if (!Stops(left))
        {
            return right;
        }

        return left.Kind == CelKind.Unknown ? Unite(left, right) : left;
    }

    /// <summary>An unknown with what is missing in a second value too, if that is unknown.</summary>
    public static CelValue Unite(in CelValue unknown, in CelValue other) =>
        other.Kind == CelKind.Unknown ? CelValue.Unknown(unknown.AsUnknown().Union(other.AsUnknown())) : Whole(unknown);

    /// <summary>An unknown as a result: no longer the rest of a list.</summary>
    public static CelValue Whole(in CelValue unknown) => unknown.IsRest ? CelValue.Unknown(unknown.AsUnknown()) : unknown;
}
