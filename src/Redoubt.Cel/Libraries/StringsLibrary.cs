using System.Collections.Immutable;
using System.Text;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Strings, as cel-go's <c>ext.Strings</c> numbers it. 0: charAt, indexOf, join, lastIndexOf, lowerAscii, replace, split, substring,
/// trim, upperAscii. 1: format, strings.quote. 3: reverse. 4: format without a locale. Positions count code points.
/// A call costs 1 in cel-go, whatever the text, except of format and strings.quote; Kubernetes counts otherwise and says so itself.
/// </summary>
internal static class StringsLibrary
{
    internal const int Newest = 4;
    private const int Longest = 16_000_000;
    private static readonly CelType S = CelType.String;
    private static readonly CelType I = CelType.Int;
    private static readonly CelType Strings = CelType.List(CelType.String);

    internal static CelLibrary Version(int version) => new()
    {
        Name = "strings",
        Functions =
        [
            .. First,
            .. version >= 1 ? [version >= 4 ? StringFormat.Function : StringFormat.Localized, Quote] : Array.Empty<CelFunction>(),
            .. version >= 3 ? [Reverse] : Array.Empty<CelFunction>(),
        ],
    };

    private static CelFunction[] First =>
    [
        Function(
            "charAt",
            "The code point at a position; empty at the end.",
            [Receiver("string_char_at_int", S, I, S, CharAt)],
            Example("'tacocat'.charAt(3)", "'o'"), Example("'tacocat'.charAt(7)", "''"), Example("'tacocat'.charAt(30)", null)),
        Function(
            "indexOf",
            "Where a text stands first, at or after a position; -1 if nowhere.",
            [
                Receiver("string_index_of_string", S, S, I, (in text, in part) => IndexOf(text, part, 0)),
                Receiver("string_index_of_string_int", [S, S, I], I, all => IndexOf(all[0], all[1], all[2].AsInt())),
            ],
            Example("'ta©o©αT'.indexOf('©', 3)", "4"),
            Example("'tacocat'.indexOf('none')", "-1"),
            Example("'tacocat'.indexOf('a', 30)", null)),
        Function(
            "lastIndexOf",
            "Where a text stands last, at or before a position; -1 if nowhere.",
            [
                Receiver("string_last_index_of_string", S, S, I, (in text, in part) => LastIndexOf(text, part, null)),
                Receiver("string_last_index_of_string_int", [S, S, I], I, all => LastIndexOf(all[0], all[1], all[2].AsInt())),
            ],
            Example("'bananananana'.lastIndexOf('nana', 7)", "6"), Example("'tacocat'.lastIndexOf('a', -1)", null)),
        Function(
            "join",
            "The strings of a list, one after the other, with a text between them.",
            [
                Receiver("list_join", Strings, S, (in list) => Join(list, "")),
                Receiver("list_join_string", Strings, S, S, (in list, in between) => Join(list, between.AsString())),
            ],
            Example("['x', 'y'].join('-')", "'x-y'"), Example("[].join()", "''")),
        Function(
            "lowerAscii",
            "The text with ASCII letters made small.",
            [Receiver("string_lower_ascii", S, S, (in text) => Map(text, Lower))],
            Example("'TacoCÆt'.lowerAscii()", "'tacocÆt'")),
        Function(
            "upperAscii",
            "The text with ASCII letters made large.",
            [Receiver("string_upper_ascii", S, S, (in text) => Map(text, Upper))],
            Example("'tacoCαt'.upperAscii()", "'TACOCαT'")),
        Function(
            "replace",
            "The text with one part replaced by another, everywhere or as often as said.",
            [
                Receiver("string_replace_string_string", [S, S, S], S, all => Replace(all[0], all[1], all[2], -1)),
                Receiver("string_replace_string_string_int", [S, S, S, I], S, all => Replace(all[0], all[1], all[2], all[3].AsInt())),
            ],
            Example("'hello hello'.replace('he', 'we')", "'wello wello'"),
            Example("'hello hello'.replace('he', 'we', 1)", "'wello hello'"),
            Example("'ab'.replace('', '_')", "'_a_b_'")),
        Function(
            "split",
            "The parts between a separator; at most as many as said.",
            [
                Receiver("string_split_string", S, S, Strings, (in text, in by) => Split(text, by, -1)),
                Receiver("string_split_string_int", [S, S, I], Strings, all => Split(all[0], all[1], all[2].AsInt())),
            ],
            Example("'a b c'.split(' ')", "['a', 'b', 'c']"),
            Example("'a b c'.split(' ', 2)", "['a', 'b c']"),
            Example("'a©'.split('')", "['a', '©']"),
            Example("'a b'.split(' ', 0)", "[]")),
        Function(
            "substring",
            "The part from a position to before another, or to the end.",
            [
                Receiver("string_substring_int", S, I, S, (in text, in from) => Substring(text, from.AsInt(), null)),
                Receiver("string_substring_int_int", [S, I, I], S, all => Substring(all[0], all[1].AsInt(), all[2].AsInt())),
            ],
            Example("'ta©o©αT'.substring(2, 6)", "'©o©α'"),
            Example("'tacocat'.substring(4)", "'cat'"),
            Example("'tacocat'.substring(4, 3)", null)),
        Function(
            "trim",
            "The text without white space at its ends.",
            [Receiver("string_trim", S, S, (in text) => CelValue.String(text.AsSpan().Trim().ToString()))],
            Example(@"' \f\n text '.trim()", "'text'")),
    ];

    private static CelFunction Quote => Function("strings.quote", "The text in double quotes, with escapes where they are needed.",
        [Global("strings_quote", S, S, QuoteOf, ReadCost, QuoteEstimate)], Example(@"strings.quote('a""\n')", @"'""a\\""\\n""'"));

    private static CelFunction Reverse => Function(
        "reverse",
        "The code points from the last to the first.",
        [Receiver("string_reverse", S, S, ReverseOf)],
        Example("'Ta©o'.reverse()", "'o©aT'"));

    /// <summary>The text is gone through.</summary>
    internal static long ReadCost(ReadOnlySpan<CelValue> arguments, in CelValue result) => CelCosts.Traverse(arguments[0]);

    // Two quotes, and an escape before each code point at most.
    private static CelCallEstimate? QuoteEstimate(ImmutableArray<CelOperand> operands)
    {
        var size = operands[0].Size;
        return new(operands[0].Traversal, (size * new CelRange(1, 2)) + CelRange.Exactly(2));
    }

    private static CelValue OutOfRange(long position) => CelValue.Error($"index out of range: {position}");

    private static CelValue CharAt(in CelValue text, in CelValue position)
    {
        var span = text.AsSpan();
        var at = Text.Offset(span, position.AsInt());
        if (at < 0)
        {
            return OutOfRange(position.AsInt());
        }

        var length = at == span.Length ? 0 : Width(span, at);
        return CelValue.String(span.Slice(at, length).ToString());
    }

    private static int Width(ReadOnlySpan<char> text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;

    private static CelValue IndexOf(in CelValue text, in CelValue part, long from)
    {
        var span = text.AsSpan();
        var start = Text.Offset(span, from);
        if (start < 0)
        {
            return OutOfRange(from);
        }

        var found = span[start..].IndexOf(part.AsSpan());
        return CelValue.Int(found < 0 ? -1 : from + Text.CodePoints(span.Slice(start, found)));
    }

    private static CelValue LastIndexOf(in CelValue text, in CelValue part, long? from)
    {
        var span = text.AsSpan();
        var start = from is { } position ? Text.Offset(span, position) : span.Length;
        if (start < 0)
        {
            return OutOfRange(from ?? 0);
        }

        var end = Math.Min(span.Length, start + part.AsSpan().Length);
        var found = part.AsSpan().IsEmpty ? start : span[..end].LastIndexOf(part.AsSpan());
        return CelValue.Int(found < 0 ? -1 : Text.CodePoints(span[..found]));
    }

    private static CelValue Join(in CelValue list, string between)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
        {
            return unknown;
        }

        var text = new StringBuilder();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Kind != CelKind.String)
            {
                return CelValue.Error($"no such overload: {items[i].RuntimeType} where a string is wanted");
            }

            if (text.Length > Longest)
            {
                return TooLong();
            }

            text.Append(i > 0 ? between : "").Append(items[i].AsSpan());
        }
        return CelValue.String(text.ToString());
    }

    private static char Lower(char unit) => char.IsAsciiLetterUpper(unit) ? (char)(unit | 0x20) : unit;

    private static char Upper(char unit) => char.IsAsciiLetterLower(unit) ? (char)(unit & ~0x20) : unit;

    private static CelValue Map(in CelValue text, Func<char, char> change)
    {
        var units = text.AsSpan().ToArray();
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = change(units[i]);
        }

        return CelValue.String(new string(units));
    }

    private static CelValue Replace(in CelValue text, in CelValue part, in CelValue by, long limit)
    {
        var rest = text.AsSpan();
        var old = part.AsSpan();
        var result = new StringBuilder();
        for (var count = 0L; limit < 0 || count < limit; count++)
        {
            var found = old.IsEmpty && count > 0 ? (rest.IsEmpty ? -1 : Width(rest, 0)) : rest.IndexOf(old);
            if (found < 0)
            {
                break;
            }

            result.Append(rest[..found]).Append(by.AsSpan());
            rest = rest[(found + old.Length)..];
            if (result.Length > Longest)
            {
                return TooLong();
            }
        }
        return CelValue.String(result.Append(rest).ToString());
    }

    private static CelValue Split(in CelValue text, in CelValue by, long limit)
    {
        if (limit == 0)
        {
            return CelValue.List();
        }

        var rest = text.AsSpan();
        var separator = by.AsSpan();
        var most = separator.IsEmpty ? rest.Length : rest.Count(separator) + 1;
        var parts = new List<CelValue>(limit < 0 ? most : (int)Math.Min(most, limit));
        while (limit < 0 || parts.Count + 1 < limit)
        {
            var found = separator.IsEmpty ? (rest.Length > Width(rest, 0) ? Width(rest, 0) : -1) : rest.IndexOf(separator);
            if (found < 0)
            {
                break;
            }

            parts.Add(CelValue.String(rest[..found].ToString()));
            rest = rest[(found + separator.Length)..];
        }
        if (!separator.IsEmpty || !rest.IsEmpty)
        {
            parts.Add(CelValue.String(rest.ToString()));
        }

        return CelValue.List([.. parts]);
    }

    private static CelValue Substring(in CelValue text, long from, long? to)
    {
        var span = text.AsSpan();
        var start = Text.Offset(span, from);
        if (start < 0)
        {
            return OutOfRange(from);
        }

        var end = to is { } last ? Text.Offset(span, last) : span.Length;
        return end < start ? OutOfRange(to ?? from) : CelValue.String(span[start..end].ToString());
    }

    private static CelValue QuoteOf(in CelValue text) => CelValue.String(Quoted(text.AsSpan()));

    /// <summary>A text in double quotes, with escapes for what has a short one.</summary>
    internal static string Quoted(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var escape = rune.IsBmp ? "\a\b\f\n\r\t\v\\\"".IndexOf((char)rune.Value) : -1;
            if (escape >= 0)
            {
                result.Append('\\').Append("abfnrtv\\\""[escape]);
            }
            else
            {
                result.Append(rune.ToString());
            }
        }
        return result.Append('"').ToString();
    }

    private static CelValue ReverseOf(in CelValue text)
    {
        var units = text.AsSpan().ToArray();
        Array.Reverse(units);
        for (var i = 0; i + 1 < units.Length; i++)
        {
            if (char.IsSurrogatePair(units[i + 1], units[i]))
            {
                (units[i], units[i + 1]) = (units[i + 1], units[i++]);
            }
        }

        return CelValue.String(new string(units));
    }

    private static CelValue TooLong() => CelValue.Error($"the result is longer than {Longest} characters");
}
