using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Redoubt.Editor.Protocol;

/// <summary>Writes messages. For one thread.</summary>
/// <param name="output">The stream.</param>
internal sealed class MessageWriter(Stream output)
{
    /// <summary>Answers a request.</summary>
    public void Answer(JsonNode? id, JsonNode? result) => Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["result"] = result });

    /// <summary>Refuses a request.</summary>
    public void Refuse(JsonNode? id, int code, string message) =>
        Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    /// <summary>Tells the client something.</summary>
    public void Tell(string method, JsonNode parameters) => Write(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private void Write(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        output.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"));
        output.Write(body);
        output.Flush();
    }
}
