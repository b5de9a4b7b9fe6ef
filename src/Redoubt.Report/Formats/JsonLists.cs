using System.Text.Encodings.Web;
using System.Text.Json;

namespace Redoubt.Report.Formats;

/// <summary>Lists in JSON, in the one form in which all that the program writes has them.</summary>
public static class JsonLists
{
    /// <summary>Readable and the same on every machine; what JSON itself must escape stays escaped.</summary>
    public static readonly JsonWriterOptions Writing = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // A flush for every item would cost a write to the file each.
    private const int FlushBytes = 64 * 1024;

    /// <summary>Writes a list of objects.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="write">Writes the fields of one.</param>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
            json.FlushWhenFull();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(texts);
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Hands what was written on to the file once there is enough of it.</summary>
    internal static void FlushWhenFull(this Utf8JsonWriter json)
    {
        if (json.BytesPending > FlushBytes)
        {
            json.Flush();
        }
    }
}
