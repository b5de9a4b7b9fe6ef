using System.Buffers;
using System.Text;

namespace Redoubt.Yaml.Parse;

/// <summary>Scalars to values: by their look if they have no quotes, by their tag if they have one.</summary>
internal ref partial struct Parser
{
    private static readonly SearchValues<char> SexagesimalChars = SearchValues.Create("0123456789_.");

    private const string NullTag = StandardPrefix + "null";
    private const string BoolTag = StandardPrefix + "bool";
    private const string IntTag = StandardPrefix + "int";
    private const string FloatTag = StandardPrefix + "float";
    private const string TimestampTag = StandardPrefix + "timestamp";
    private const string BinaryTag = StandardPrefix + "binary";
    private const string MergeTag = StandardPrefix + "merge";

    private bool ResolvePlain(ref Node node, bool isKey)
    {
        // What was decoded has more than one line, so it is text.
        if (node.Style != YamlStyle.Plain || node.TextStart < 0)
        {
            return true;
        }

        var text = _text.Slice(node.TextStart, node.TextLength);
        if (isKey && text is "<<")
        {
            node.Flags |= NodeFlags.Merge;
            return true;
        }

        node.Kind = Resolver.Resolve(text, out node.Bits);
        if (node.Kind != NodeKind.String || char.IsAsciiDigit(text[0]) || text[0] is '+' or '-')
        {
            NoteReading(node, text);
        }

        NoteNotJson(ref node);
        return true;
    }

    /// <summary>JSON has no infinity. Whether that is a problem is known when the document is whole: the value may be overridden.</summary>
    private void NoteNotJson(ref Node node)
    {
        if (node.Kind == NodeKind.Double && !double.IsFinite(BitConverter.Int64BitsToDouble(node.Bits)))
        {
            node.Flags |= NodeFlags.NotJson;
            _tree.NeedsCheck = true;
        }
    }

    private bool ResolveTagged(ref Node node, string tag, bool isKey)
    {
        var text = _tree.TextOf(node);
        node.Kind = NodeKind.String;
        if (isKey && text is "<<" && tag is "!" or MergeTag)
        {
            node.Flags |= NodeFlags.Merge;
            return true;
        }

        if (tag == BinaryTag)
        {
            return DecodeBinary(ref node, text);
        }

        if (tag == TimestampTag)
        {
            return Timestamp.IsValid(text) || FailTag(node, text, tag);
        }

        if (tag is not (NullTag or BoolTag or IntTag or FloatTag))
        {
            return true;
        }

        node.Kind = Resolver.Resolve(text, out node.Bits);
        if (tag == FloatTag && node.Kind == NodeKind.Int64)
        {
            node.Kind = NodeKind.Double;
            node.Bits = BitConverter.DoubleToInt64Bits(node.Bits);
        }

        NoteNotJson(ref node);
        var isFitting = node.Kind switch
        {
            NodeKind.Null => tag == NullTag,
            NodeKind.Bool => tag == BoolTag,
            NodeKind.Int64 or NodeKind.UInt64 => tag == IntTag,
            NodeKind.Double => tag == FloatTag,
            _ => false,
        };
        return isFitting || FailTag(node, text, tag);
    }

    private bool FailTag(in Node node, scoped ReadOnlySpan<char> text, string tag) =>
        _tree.Fail(YamlProblemCode.Value, node.Offset, $"cannot read `{text}` as `!!{tag.AsSpan(StandardPrefix.Length)}`");

    /// <summary>Base64 as Go reads it: line breaks are skipped, blanks are not. Bytes that are no UTF-8 become U+FFFD, one each.</summary>
    private bool DecodeBinary(ref Node node, scoped ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        if (text.ContainsAny(" \t\f\v") || !Convert.TryFromBase64Chars(text, bytes, out var count))
        {
            return _tree.Fail(YamlProblemCode.Value, node.Offset, "`!!binary` value is no base64");
        }

        var rest = bytes.AsSpan(0, count);
        var start = _work.DecodedLength;
        Span<char> pair = stackalloc char[2];
        while (!rest.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done;
            _work.Append(pair[..rune.EncodeToUtf16(pair)]);
            rest = rest[(isValid ? length : 1)..];
        }

        node.TextStart = ~start;
        node.TextLength = _work.DecodedLength - start;
        return true;
    }

    /// <summary>Notes what another reader, or a person, takes otherwise.</summary>
    private readonly void NoteReading(in Node node, ReadOnlySpan<char> text)
    {
        switch (node.Kind)
        {
            case NodeKind.Bool when (text[0] | 0x20) is not ('t' or 'f') || text.Length == 1:
                var meaning = node.Bits != 0 ? "the boolean `true`" : "the boolean `false`";
                _tree.Note(AmbiguityKind.BooleanWord, node, meaning, "the word as it is written");
                break;
            case NodeKind.Int64 or NodeKind.UInt64 or NodeKind.Double:
                NoteNumber(node, text);
                break;
            case NodeKind.String when text.Contains(':') && IsSexagesimal(text):
                _tree.Note(AmbiguityKind.Sexagesimal, node, "the text as it is written", "a number to base 60");
                break;
        }
    }

    private readonly void NoteNumber(in Node node, ReadOnlySpan<char> text)
    {
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        if (text.Contains('_'))
        {
            _tree.Note(AmbiguityKind.NumberForm, node, "a number without the `_`", "the text as it is written");
        }
        else if (digits is ['0', 'b' or 'B' or 'o' or 'O', ..])
        {
            _tree.Note(AmbiguityKind.NumberForm, node, "a binary or octal number", "the text as it is written");
        }
        else if (digits is ['0', >= '0' and <= '9', ..])
        {
            _tree.Note(AmbiguityKind.LeadingZero, node, LeadingZeroMeaning(node.Kind), "a decimal number, or the text as it is written");
        }
    }

    // `08` is no octal number, so it is read as a float.
    private static string LeadingZeroMeaning(NodeKind kind) => kind == NodeKind.Double ? "a decimal number" : "an octal number";

    private static bool IsSexagesimal(ReadOnlySpan<char> text)
    {
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        var isFirst = true;
        foreach (var range in digits.Split(':'))
        {
            var part = digits[range];
            if (part.IsEmpty || part.ContainsAnyExcept(SexagesimalChars))
            {
                return false;
            }

            if (!isFirst && part.Length > 1 && (part[0] > '5' || (part.Length > 2 && !part.Contains('.'))))
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }
}
