using System.Globalization;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Check;

/// <summary>Whether a constant format fits the list literal that it is given (cel-go's validator of <c>format</c> calls).</summary>
internal static class FormatCheck
{
    private const string Prefix = "error during formatting: ";

    /// <summary>The first thing that is wrong with a call of <c>format</c>; null if nothing is, or if it is not constant.</summary>
    public static CelProblem? Problem(Call call, ParsedTree tree, CheckedTree types)
    {
        if (call is not { Function: "format", Target: Literal { Value.Kind: CelKind.String } format, Arguments: [ListLiteral list] })
        {
            return null;
        }

        var rest = format.Value.AsSpan();
        var used = 0;
        while (rest.IndexOf('%') is var at and >= 0)
        {
            rest = rest[(at + 1)..];
            if (rest is ['%', ..])
            {
                rest = rest[1..];
                continue;
            }
            if (Precision(ref rest) is { } mistake)
            {
                return At(call.Id, tree, "could not parse formatting clause: error while parsing precision: " + mistake);
            }

            if (rest.IsEmpty)
            {
                return At(call.Id, tree, "could not parse formatting clause: unexpected end of string");
            }

            if (used == list.Items.Length)
            {
                return At(call.Id, tree, $"index {used} out of range");
            }

            var item = list.Items[used++];
            var part = rest[0] == 's' ? Unshown(item, types) ?? item : item;
            if (Refusal(rest[0], types.Type(part.Id)) is { } refusal)
            {
                return At(part.Id, tree, refusal);
            }

            rest = rest[1..];
        }
        return used < list.Items.Length
            ? CheckErrors.Constant(CelStage.Check, tree.Span(call.Id), $"too many arguments supplied to string.format (expected {used}, got {list.Items.Length})")
            : null;
    }

    /// <summary>Goes over a precision; what is wrong with it, or null.</summary>
    private static string? Precision(ref ReadOnlySpan<char> text)
    {
        if (text is not ['.', ..])
        {
            return null;
        }

        var length = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (length < 0)
        {
            return "could not find end of precision specifier";
        }

        var digits = text[1..(length + 1)];
        text = text[(length + 1)..];
        return digits.IsEmpty ? "error while converting precision to integer: strconv.Atoi: parsing \"\": invalid syntax"
            : long.TryParse(digits, CultureInfo.InvariantCulture, out _) ? null
            : $"error while converting precision to integer: strconv.Atoi: parsing \"{digits}\": value out of range";
    }

    /// <summary>The first part of a value, as far as it is written in literals, that cannot be shown.</summary>
    private static Expression? Unshown(Expression value, CheckedTree types) =>
        !CanBeShown(types.Type(value.Id)) ? value
        : value is ListLiteral or MapLiteral ? value.Children.Select(part => Unshown(part, types)).FirstOrDefault(part => part is not null)
        : null;

    private static CelProblem At(int id, ParsedTree tree, string problem) => CheckErrors.Constant(CelStage.Check, tree.Span(id), Prefix + problem);

    private static string? Refusal(char clause, CelType type)
    {
        var (takes, rule) = clause switch
        {
            's' => (CanBeShown(type), "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps"),
            'd' => (type.Kind is CelTypeKind.Int or CelTypeKind.Uint, "decimal clause can only be used on integers"),
            'f' => (type.Kind is CelTypeKind.Double or CelTypeKind.String, "fixed-point clause can only be used on doubles"),
            'e' => (type.Kind is CelTypeKind.Double or CelTypeKind.String, "scientific clause can only be used on doubles"),
            'b' => (type.Kind is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.Bool, "only integers and bools can be formatted as binary"),
            'o' => (type.Kind is CelTypeKind.Int or CelTypeKind.Uint, "octal clause can only be used on integers"),
            'x' or 'X' => (type.Kind is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.String or CelTypeKind.Bytes,
                "only integers, byte buffers, and strings can be formatted as hex"),
            _ => (false, ""),
        };
        return rule.Length == 0 ? $"could not parse formatting clause: unrecognized formatting clause \"{clause}\""
            : takes || type.IsDyn || type.Kind == CelTypeKind.Parameter ? null
            : $"{rule}, was given {ReferenceWords.Of(type)}";
    }

    private static bool CanBeShown(CelType type) => type.Kind is not (CelTypeKind.Object or CelTypeKind.Opaque);
}
