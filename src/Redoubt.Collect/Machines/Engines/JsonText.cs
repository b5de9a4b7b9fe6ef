using System.Text.Json;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>A file of JSON as Go reads it: strict, of a key that stands twice the last counts. With the lines of its outermost keys.</summary>
internal sealed class JsonText
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<(string Key, int Line)> _repeated = [];

    private JsonText(JsonElement root) => Root = root;

    /// <summary>The value.</summary>
    public JsonElement Root { get; }

    /// <summary>Keys, at any depth, that stand in their object before, with the line of the later one, from 1.</summary>
    public IReadOnlyList<(string Key, int Line)> Repeated => _repeated;

    /// <summary>The line of an outermost key, from 1; 0 if there is none.</summary>
    public int LineOf(string key) => _lines.GetValueOrDefault(key);

    /// <summary>Reads a text.</summary>
    /// <returns>The value; or why it is none, with the line.</returns>
    public static Seen<JsonText> Read(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith(Mark))
        {
            bytes = bytes[3..];
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            var text = new JsonText(document.RootElement.Clone());
            return text.FindKeys(bytes) is { } line ? Seen<JsonText>.Unknown($"it has a text that is no Unicode: line {line}") : Seen<JsonText>.Of(text);
        }
        catch (JsonException error)
        {
            return Seen<JsonText>.Unknown($"it is no JSON: line {(error.LineNumber ?? 0) + 1}");
        }
    }

    /// <summary>Reads a file; <paramref name="most"/> as of <see cref="Root.MachineRoot.Read"/>.</summary>
    public static Seen<JsonText> Read(Machine machine, string file, int most = 0)
    {
        var bytes = machine.Root.Read(file, most);
        return bytes.Found(out var found) ? Read(found) : bytes.As<JsonText>();
    }

    /// <summary>Finds the lines of keys. Gives the line of a text that is no Unicode, such as half a surrogate; null where there is none.</summary>
    private int? FindKeys(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var open = new Stack<HashSet<string>>();
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            var at = (int)reader.TokenStartIndex;
            line += bytes.AsSpan(counted, at - counted).Count((byte)'\n');
            counted = at;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && Text(ref reader) is null)
            {
                return line;
            }

            AddKey(ref reader, open, line);
        }
        return null;
    }

    private void AddKey(ref Utf8JsonReader reader, Stack<HashSet<string>> open, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                open.Push(new HashSet<string>(StringComparer.Ordinal));
                break;
            case JsonTokenType.EndObject:
                open.Pop();
                break;
            case JsonTokenType.PropertyName:
                var key = reader.GetString()!;
                if (!open.Peek().Add(key))
                {
                    _repeated.Add((key, line));
                }

                if (reader.CurrentDepth == 1 && open.Count == 1)
                {
                    _lines[key] = line;
                }
                break;
        }
    }

    // Escapes are only looked at when a text is asked for.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
