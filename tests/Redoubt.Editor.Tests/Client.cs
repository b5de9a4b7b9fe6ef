using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor.Tests;

/// <summary>An editor beside the server, in one process.</summary>
internal sealed class Client : IDisposable
{
    private readonly Pipe _toServer = new();
    // What the server says waits, whether it is read or not.
    private readonly Pipe _toClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Stream _input;
    private readonly MessageReader _reader;
    private int _id;

    public Client(string root)
    {
        _input = _toServer.Writer.AsStream();
        _reader = new MessageReader(_toClient.Reader.AsStream());
        Ended = Task.Run(() => new LanguageServer(_toServer.Reader.AsStream(), _toClient.Writer.AsStream(), "1").Run());
        Root = root;
        Capabilities = Ask("initialize", new JsonObject { ["rootUri"] = new Uri(root).AbsoluteUri })!["capabilities"]!.AsObject();
        Tell("initialized", []);
    }

    public string Root { get; }

    public JsonObject Capabilities { get; }

    public Task<int> Ended { get; }

    public void Dispose()
    {
        _input.Dispose();
        Assert.True(Ended.Wait(TimeSpan.FromSeconds(30)), "the server does not end with its input");
    }

    public string Uri(string file) => new Uri(Path.Combine(Root, file)).AbsoluteUri;

    public JsonObject Of(string file) => new() { ["textDocument"] = new JsonObject { ["uri"] = Uri(file) } };

    public void Tell(string method, JsonObject given) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = given }.ToJsonString());

    public JsonNode? Ask(string method, JsonObject given) => Answer(method, given)["result"];

    public JsonObject Answer(string method, JsonObject given)
    {
        var id = ++_id;
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = given.DeepClone() }.ToJsonString());
        return Next(message => message["id"]?.GetValue<int>() == id);
    }

    /// <summary>Opens a file and waits for what is found in it.</summary>
    public JsonArray Open(string file, string text)
    {
        Tell("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["text"] = text } });
        return Diagnostics(file);
    }

    /// <summary>Changes a file and waits for what is found in it.</summary>
    public JsonArray Change(string file, params JsonObject[] changes)
    {
        Tell("textDocument/didChange", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri(file) }, ["contentChanges"] = new JsonArray([.. changes]) });
        return Diagnostics(file);
    }

    public JsonArray Diagnostics(string file) =>
        Next(message => message["method"]?.GetValue<string>() == "textDocument/publishDiagnostics" && message["params"]!["uri"]!.GetValue<string>() == Uri(file))["params"]!["diagnostics"]!.AsArray();

    public void Send(string body) => Raw($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public void Raw(string bytes)
    {
        _input.Write(Encoding.UTF8.GetBytes(bytes));
        _input.Flush();
    }

    private JsonObject Next(Func<JsonObject, bool> isMeant) =>
        Task.Run(() => Read(isMeant)) is var reading && reading.Wait(TimeSpan.FromSeconds(60)) ? reading.Result : throw new TimeoutException("the server does not answer");

    private JsonObject Read(Func<JsonObject, bool> isMeant)
    {
        while (_reader.Next(out _) is { } message)
        {
            if (isMeant(message))
            {
                return message;
            }
        }

        throw new EndOfStreamException("the server ended");
    }
}
