using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Answers;

/// <summary>An answer: a whole body, or events as they come.</summary>
public sealed class ApiAnswer
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private readonly List<(string Name, string Value)> _headers = [];

    private ApiAnswer(int status, string type, byte[] body)
    {
        (Status, Body) = (status, body);
        if (type.Length > 0)
        {
            With("content-type", type);
        }
    }

    /// <summary>The code.</summary>
    public int Status { get; }

    /// <summary>The body; empty of a watch.</summary>
    public byte[] Body { get; }

    /// <summary>The object that the body is, where it is one: it can still be shown in another form.</summary>
    public JsonObject? Object { get; private init; }

    /// <summary>The events of a watch; null of any other answer.</summary>
    public Lists.Watch? Watch { get; private init; }

    /// <summary>The headers; names in small letters.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers => _headers;

    /// <summary>An object in one line.</summary>
    internal static string Compact(JsonObject value) => value.ToJsonString(Plain);

    /// <summary>An object in JSON.</summary>
    public static ApiAnswer Json(int status, JsonObject body, bool isPretty = false, string type = "application/json") =>
        new(status, type, Encoding.UTF8.GetBytes(body.ToJsonString(isPretty ? Indented : Plain) + (isPretty ? "" : "\n"))) { Object = body };

    /// <summary>A text.</summary>
    public static ApiAnswer Text(int status, string text, string type = "text/plain; charset=utf-8") => new(status, type, Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes of another form.</summary>
    public static ApiAnswer Bytes(int status, byte[] body, string type) => new(status, type, body);

    /// <summary>Nothing but a code.</summary>
    public static ApiAnswer Empty(int status) => new(status, "", []);

    /// <summary>Events as they come.</summary>
    public static ApiAnswer Events(Lists.Watch watch, string type) => new(200, type, []) { Watch = watch };

    /// <summary>The answer with one more header.</summary>
    public ApiAnswer With(string name, string value)
    {
        _headers.Add((name, value));
        return this;
    }

    /// <summary>The answer with a warning, as RFC 7234 writes it.</summary>
    public ApiAnswer Warning(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return With("warning", $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }
}
