using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Redoubt.Editor.Features;
using Redoubt.Editor.Protocol;

namespace Redoubt.Editor;

/// <summary>A server of the Language Server Protocol: one client, by two streams.</summary>
/// <param name="input">What the client writes.</param>
/// <param name="output">What the client reads.</param>
/// <param name="version">The program's version.</param>
public sealed class LanguageServer(Stream input, Stream output, string version)
{
    private const int NoMethod = -32601;
    private const int Broken = -32603;
    private const int NotInitialized = -32002;

    // A client that writes faster than it is answered waits.
    private const int MostWaiting = 1000;

    private readonly MessageWriter _writer = new(output);
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private Workspace? _workspace;
    private bool _isShutDown;

    /// <summary>Serves until the client ends it.</summary>
    /// <returns>0 where the client said so before, else 1.</returns>
    public int Run()
    {
        // Not disposed: the thread that reads may outlive an `exit`.
        var waiting = new BlockingCollection<(JsonObject Message, string Problem)>(MostWaiting);
        var reading = new Thread(() => Read(waiting)) { IsBackground = true };
        reading.Start();
        foreach (var (message, problem) in waiting.GetConsumingEnumerable())
        {
            if (problem.Length > 0)
            {
                Log($"passed over: {problem}");
                continue;
            }

            if (Text(message["method"]) == "exit")
            {
                break;
            }

            Handle(message);

            // While more is on its way, what it changes is judged together.
            if (waiting.Count == 0)
            {
                Tell();
            }
        }

        return _isShutDown ? 0 : 1;
    }

    private void Read(BlockingCollection<(JsonObject Message, string Problem)> waiting)
    {
        try
        {
            var reader = new MessageReader(input);
            while (reader.Next(out var problem) is { } message)
            {
                waiting.Add((message, problem));
            }
        }
        catch (IOException)
        {
            // The client is gone, which is the end of the input too.
        }

        waiting.CompleteAdding();
    }

    // A defect of ours ends one answer, not the server.
    private void Handle(JsonObject message)
    {
        var id = message["id"];
        try
        {
            var method = Text(message["method"]);
            if (id is null)
            {
                Notify(method, message["params"]);
            }
            else if (method.Length > 0)
            {
                Answer(id, method, message["params"]);
            }
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            if (id is not null)
            {
                _writer.Refuse(id, Broken, defect.Message);
            }

            Log($"{defect.GetType().Name}: {defect.Message}");
        }
    }

    private void Answer(JsonNode id, string method, JsonNode? given)
    {
        switch (method)
        {
            case "initialize":
                Start(given);
                _writer.Answer(id, Capabilities());
                break;
            case "shutdown":
                _isShutDown = true;
                _writer.Answer(id, null);
                break;
            case "textDocument/hover" or "textDocument/codeAction" or "textDocument/completion" when _workspace is null:
                _writer.Refuse(id, NotInitialized, "the server was not initialized");
                break;
            case "textDocument/hover":
                _writer.Answer(id, Open(given) is { } hovered ? Hovers.Of(_workspace!, hovered.File, hovered.Text, hovered.Text.OffsetOf(given?["position"])) : null);
                break;
            case "textDocument/codeAction":
                _writer.Answer(id, Open(given) is { } acted ? CodeActions.Of(_workspace!, acted.File, acted.Text, acted.Text.OffsetOf(given?["range"]?["start"]), acted.Text.OffsetOf(given?["range"]?["end"])) : new JsonArray());
                break;
            case "textDocument/completion":
                _writer.Answer(id, Open(given) is { } completed ? Completions.Of(_workspace!, completed.Text, completed.Text.OffsetOf(given?["position"])) : new JsonArray());
                break;
            default:
                _writer.Refuse(id, NoMethod, $"`{method}` is not known here");
                break;
        }
    }

    private void Notify(string method, JsonNode? given)
    {
        if (_workspace is null)
        {
            return;
        }

        var file = Workspace.FileOf(given?["textDocument"]?["uri"]);
        switch (method)
        {
            case "textDocument/didOpen" when file is not null:
                _workspace.Put(file, new EditorText(Text(given?["textDocument"]?["text"])));
                break;
            case "textDocument/didChange" when _workspace.TextOf(file) is { } text:
                _workspace.Put(file!, (given?["contentChanges"] as JsonArray ?? []).Aggregate(text, (now, change) => now.With(change)));
                break;
            case "textDocument/didClose" when file is not null:
                _workspace.Close(file);
                _told.Remove(file);
                Publish(file, []);
                break;
            case "textDocument/didSave" when file is not null && IsConfiguration(file):
                Again();
                break;
            case "workspace/didChangeWatchedFiles":
                Touch(given?["changes"] as JsonArray ?? []);
                break;
        }
    }

    private void Touch(JsonArray changes)
    {
        string[] files = [.. changes.Select(change => Workspace.FileOf(change?["uri"])).OfType<string>()];
        if (files.Any(IsConfiguration))
        {
            Again();
        }

        Array.ForEach(files, _workspace!.Touch);
    }

    private bool IsConfiguration(string file) => Path.GetRelativePath(_workspace!.Root, file).Replace('\\', '/') is var name
        && (name is "redoubt.yaml" or "CODEOWNERS" || name.StartsWith("exceptions/", StringComparison.Ordinal));

    private void Start(JsonNode? given)
    {
        var root = Workspace.FileOf(given?["workspaceFolders"] is JsonArray { Count: > 0 } folders ? folders[0]?["uri"] : given?["rootUri"]) ?? "";
        Open(root.TrimEnd('/'));
    }

    private void Open(string root)
    {
        var problems = new List<string>();
        _workspace = Workspace.Read(root, problems);
        foreach (var problem in problems)
        {
            _writer.Tell("window/showMessage", new JsonObject { ["type"] = 1, ["message"] = $"redoubt: {problem}" });
        }
    }

    // What the configuration says may change every verdict.
    private void Again()
    {
        var before = _workspace!;
        Open(before.Root);
        foreach (var file in before.Open)
        {
            _workspace!.Put(file, before.TextOf(file)!);
        }
    }

    private (string File, EditorText Text)? Open(JsonNode? given)
    {
        Tell();
        var file = Workspace.FileOf(given?["textDocument"]?["uri"]);
        return _workspace?.TextOf(file) is { } text ? (file!, text) : null;
    }

    // An edit of one file may change what is found in another.
    private void Tell()
    {
        if (_workspace is null || !_workspace.Judge())
        {
            return;
        }

        foreach (var file in _workspace.Open)
        {
            Publish(file, Diagnostics.Of(_workspace, file, _workspace.TextOf(file)!));
        }
    }

    private void Publish(string file, JsonArray diagnostics)
    {
        var text = diagnostics.ToJsonString();
        if (_told.TryGetValue(file, out var told) && told == text)
        {
            return;
        }

        _told[file] = text;
        _writer.Tell("textDocument/publishDiagnostics", new JsonObject { ["uri"] = Workspace.UriOf(file), ["diagnostics"] = diagnostics });
    }

    private void Log(string message) => _writer.Tell("window/logMessage", new JsonObject { ["type"] = 2, ["message"] = message });

    private JsonObject Capabilities() => new()
    {
        ["capabilities"] = new JsonObject
        {
            ["positionEncoding"] = "utf-16",
            ["textDocumentSync"] = new JsonObject { ["openClose"] = true, ["change"] = 2, ["save"] = true },
            ["hoverProvider"] = true,
            ["codeActionProvider"] = new JsonObject { ["codeActionKinds"] = new JsonArray("quickfix") },
            ["completionProvider"] = new JsonObject { ["triggerCharacters"] = new JsonArray(".") },
        },
        ["serverInfo"] = new JsonObject { ["name"] = "redoubt", ["version"] = version },
    };

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
