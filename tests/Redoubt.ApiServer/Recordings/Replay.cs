using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Recordings;

/// <summary>
/// Asks a stand-in what a real server was asked, one exchange after another, and says where the answers differ. What others wrote meanwhile is
/// written as the answers tell it.
/// </summary>
internal sealed class Replay
{
    private static readonly string[] Compared = ["content-type", "warning", "retry-after", "allow", "content-encoding", "x-content-type-options"];

    private static readonly Dictionary<string, Identity> Tokens = new(StringComparer.Ordinal)
    {
        ["admin"] = Identity.Admin,
        ["alice"] = new Identity("alice", "alice-uid", ["system:authenticated"]),
    };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly History? _history;
    private readonly History? _meanwhile;
    private readonly StandInServer _server;
    private bool _hasRestarted;

    /// <summary>Asks a server that holds what the recorded one held at the beginning.</summary>
    public Replay(IReadOnlyList<Recorded> all)
    {
        _meanwhile = _history = new History(all, all);
        _server = new StandInServer(new Store(), TimeProvider.System, Tokens);
        Setup.Fill(_server.Store);
    }

    /// <summary>Asks a server that holds already what it is to hold.</summary>
    /// <param name="server">The server.</param>
    /// <param name="tags">The tags of documents that a client remembers from an earlier command.</param>
    /// <param name="meanwhile">What others write while a watch is open.</param>
    public Replay(StandInServer server, Dictionary<string, string> tags, History meanwhile) => (_server, _tags, _meanwhile) = (server, tags, meanwhile);

    /// <summary>Where the answer to an exchange differs from the recorded one; null if it agrees.</summary>
    public string? Difference(Recorded exchange)
    {
        Prepare(exchange);
        var answer = _server.Answer(exchange.ToRequest(Ours));
        var body = Read(answer, exchange);
        Learn(exchange, answer);
        if (answer.Status != exchange.Status)
        {
            return $"{exchange.Status} expected, {answer.Status} {Encoding.UTF8.GetString(answer.Body)}";
        }

        // What kubectl asked came through a proxy, which drops some headers.
        foreach (var name in exchange.Family.StartsWith("kubectl", StringComparison.Ordinal) ? Compared[..^1] : Compared)
        {
            var (expected, found) = ((string?)exchange.Response["headers"]![name] ?? "", string.Join(", ", answer.Headers.Where(header => header.Name == name).Select(header => header.Value)));
            if (expected != found)
            {
                return $"{name}: `{expected}` expected, `{found}`";
            }
        }

        var (theirs, ours) = (exchange.Response["bodyBase64"] is { } bytes ? Normal.Protobuf(Convert.FromBase64String((string)bytes!)) : Ours(Normal.Body(Ours(exchange.Body))), body);
        return theirs == ours ? null : Shorten(theirs, ours);
    }

    private void Prepare(Recorded exchange)
    {
        if (exchange.Family == "expired" && !_hasRestarted)
        {
            _hasRestarted = true;
            _server.Store.RestartAndCompact();
        }

        _server.InFlight = exchange.Family == "too-many" ? 0 : null;
        if (exchange.Method != "GET")
        {
            var made = exchange.Status < 300 ? exchange.Horizon : 0;
            _history?.ApplyTo(_server.Store, made - 1);
            return;
        }

        // A watch begins before what it tells of; a list of a version speaks of that.
        var start = exchange.IsWatch ? exchange.Objects.Where(one => one["object"]?["metadata"]?["annotations"]?["k8s.io/initial-events-end"] is not null).Select(one => Recorded.VersionOf(one["object"]!)).FirstOrDefault()
            : exchange.Horizon;
        _history?.ApplyTo(_server.Store, start);
    }

    private string Read(ApiAnswer answer, Recorded exchange)
    {
        if (answer.Watch is not { } watch)
        {
            return exchange.Response["bodyBase64"] is null ? Normal.Body(Encoding.UTF8.GetString(answer.Body)) : Normal.Protobuf(answer.Body);
        }

        var events = watch.Read();
        _meanwhile?.ApplyTo(_server.Store, exchange.Horizon);
        events.AddRange(watch.Read());
        // Only a watch that was not ended by the client has a bookmark at its end.
        var isWhole = exchange.Objects.LastOrDefault() is { } end && (string?)end["type"] == "BOOKMARK" && end["object"]?["metadata"]?["annotations"] is null;
        if (isWhole && !watch.HasEnded && watch.End() is { } last)
        {
            events.Add(last);
        }

        byte[] all = [.. events.SelectMany(one => one)];
        return exchange.Response["bodyBase64"] is null ? Normal.Body(Encoding.UTF8.GetString(all)) : Normal.Protobuf(all);
    }

    // Ids, tags and names that the stand-in makes up are others than those that were recorded.
    private void Learn(Recorded exchange, ApiAnswer answer)
    {
        if (answer.Status != exchange.Status)
        {
            return;
        }

        void Same(string? theirs, string? ours)
        {
            if (theirs is { Length: > 0 } && ours is { Length: > 0 } && theirs != ours)
            {
                _names[theirs] = ours;
            }
        }

        if ((string?)exchange.Response["headers"]!["etag"] is { } tag && answer.Headers.FirstOrDefault(header => header.Name == "etag").Value is { } own)
        {
            _tags[tag] = own;
        }

        LearnDocuments(exchange, answer);
        if (exchange.Method == "POST" && answer.Object is { } made && exchange.Objects.FirstOrDefault() is { } recorded)
        {
            foreach (var field in (string[])["uid", "name", "resourceVersion"])
            {
                Same((string?)recorded["metadata"]?[field], (string?)made["metadata"]?[field]);
            }
        }
    }

    // The hashes of the documents of OpenAPI stand in its index.
    private void LearnDocuments(Recorded exchange, ApiAnswer answer)
    {
        if (exchange.Objects.FirstOrDefault()?["paths"] is JsonObject recorded && answer.Object?["paths"] is JsonObject made)
        {
            foreach (var (path, value) in recorded)
            {
                string? Hash(JsonNode? one) => (string?)one?["serverRelativeURL"] is { } url ? url[(url.IndexOf('=', StringComparison.Ordinal) + 1)..] : null;
                if (Hash(value) is { } theirs && Hash(made[path]) is { } ours)
                {
                    _names[theirs] = ours;
                }
            }
        }
    }

    private string Ours(string text) => _names.Concat(_tags).Aggregate(text, (all, name) => all.Replace(name.Key, name.Value, StringComparison.Ordinal));

    private static string Shorten(string theirs, string ours)
    {
        var same = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = Math.Max(0, same - 60);
        return $"at {same}: …{theirs[from..Math.Min(theirs.Length, same + 200)]} expected, …{ours[from..Math.Min(ours.Length, same + 200)]}";
    }
}
