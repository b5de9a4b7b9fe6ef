using System.Collections.Immutable;
using Redoubt.Cel;

using static Redoubt.Kubernetes.Cost.KubernetesCosts;

namespace Redoubt.Kubernetes.Cost;

/// <summary>Functions over strings go through them; those that make something new of them do it twice.</summary>
internal static class StringCosts
{
    private const double Twice = 2 * CelCosts.Traversal;

    public static IEnumerable<CelFunction> Functions { get; } =
    [
        Function("lowerAscii", Charge.Text, Charge.SameText),
        Function("upperAscii", Charge.Text, Charge.SameText),
        Function("substring", Charge.Text, Charge.SameText),
        Function("trim", Charge.Text, Charge.SameText),
        Function("replace", TextTwice, Replace),
        Function("split", TextTwice, Split),
        Function("join", static (_, in result) => CelCosts.Part(CelCosts.Size(result), Twice), Join),
    ];

    private static long TextTwice(ReadOnlySpan<CelValue> arguments, in CelValue result) => CelCosts.Part(CelCosts.Size(arguments[0]), Twice);

    private static CelCallEstimate? Replace(ImmutableArray<CelOperand> operands)
    {
        var (text, part, by) = (operands[0].Size, operands[1].Size, operands[2].Size);
        var longest = Replaced(text.Max, part.Min, isNoChange: by.Max <= part.Min);
        var shortest = Replaced(text.Min, part.Max, isNoChange: part.Max <= by.Min);
        var count = new CelRange(shortest.Count, longest.Count);
        return new(text * Twice, (count * by) + new CelRange(shortest.Kept, longest.Kept));
    }

    /// <summary>
    /// How often a part is replaced, and how much of the text is kept. An empty part stands around every character; one whose replacement
    /// does not change the length that way is taken as not replaced; else all of the text is.
    /// </summary>
    private static (ulong Count, ulong Kept) Replaced(ulong text, ulong part, bool isNoChange) =>
        part == 0 ? (text == ulong.MaxValue ? text : text + 1, text)
        : isNoChange ? (0, text)
        : ((ulong)Math.Ceiling((double)text / part), 0);

    private static CelCallEstimate? Split(ImmutableArray<CelOperand> operands)
    {
        var limit = operands.Length > 2 && operands[2].Constant is { Kind: CelKind.Int } number ? (ulong)number.AsInt() : operands[0].Size.Max;
        return new(operands[0].Size * Twice, new CelRange(0, limit));
    }

    private static CelCallEstimate? Join(ImmutableArray<CelOperand> operands)
    {
        var count = operands[0].Size;
        var size = operands[0].Element is { } element ? count * element.Size : CelRange.Zero;
        if (operands.Length > 1)
        {
            size += operands[1].Size * new CelRange(Before(count.Min), Before(count.Max));
        }

        return new(size * CelCosts.Traversal, size);
    }

    private static ulong Before(ulong count) => count == 0 ? 0 : count - 1;
}
