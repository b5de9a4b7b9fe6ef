using System.Text.Json.Nodes;

namespace Redoubt.Editor.Protocol;

/// <summary>A text with its places as the protocol counts them: lines and UTF-16 units from 0. A place outside is the nearest one inside.</summary>
/// <param name="text">The text.</param>
internal sealed class EditorText(string text)
{
    private int[]? _starts;

    public string Text => text;

    private int[] Starts => _starts ??= [0, .. Enumerable.Range(0, text.Length).Where(at => text[at] == '\n').Select(at => at + 1)];

    /// <summary>The offset of a place.</summary>
    public int OffsetOf(JsonNode? position) => OffsetOf(Number(position?["line"]), Number(position?["character"]));

    /// <summary>The offset of a place.</summary>
    public int OffsetOf(int line, int character)
    {
        if (line >= Starts.Length)
        {
            return text.Length;
        }

        line = Math.Max(0, line);
        var end = line + 1 < Starts.Length ? Starts[line + 1] - 1 : text.Length;
        return Math.Clamp(Starts[line] + Math.Max(0, character), Starts[line], Math.Max(Starts[line], end));
    }

    /// <summary>The line of an offset, from 0.</summary>
    public int LineOf(int offset) => Array.BinarySearch(Starts, Math.Clamp(offset, 0, text.Length)) is var found && found >= 0 ? found : ~found - 1;

    /// <summary>The place of an offset.</summary>
    public JsonObject Position(int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        var line = LineOf(offset);
        return new JsonObject { ["line"] = line, ["character"] = offset - Starts[line] };
    }

    /// <summary>A stretch.</summary>
    public JsonObject Range(int start, int end) => new() { ["start"] = Position(start), ["end"] = Position(end) };

    /// <summary>The offset of a place that counts characters from 1, as findings have it.</summary>
    public int OffsetOfCharacter(int line, int column)
    {
        var offset = OffsetOf(line - 1, 0) + (line <= 1 && text is ['\uFEFF', ..] ? 1 : 0);
        for (var i = 1; i < column && offset < text.Length && text[offset] != '\n'; i++)
        {
            offset += char.IsHighSurrogate(text[offset]) ? 2 : 1;
        }

        return Math.Min(offset, text.Length);
    }

    /// <summary>The end of the line of an offset, without its break.</summary>
    public int EndOfLine(int offset)
    {
        var line = LineOf(offset);
        var end = line + 1 < Starts.Length ? Starts[line + 1] - 1 : text.Length;
        return end > 0 && end <= text.Length && end > Starts[line] && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>The text after a change that the protocol describes; the whole text where it names no range.</summary>
    public EditorText With(JsonNode? change)
    {
        var now = change?["text"] is JsonValue value && value.TryGetValue<string>(out var said) ? said : "";
        if (change?["range"] is not JsonObject range)
        {
            return new EditorText(now);
        }

        var (start, end) = (OffsetOf(range["start"]), OffsetOf(range["end"]));
        return new EditorText(string.Concat(text.AsSpan(0, Math.Min(start, end)), now, text.AsSpan(Math.Max(start, end))));
    }

    private static int Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? (int)Math.Clamp(number, 0, int.MaxValue / 2) : 0;
}
