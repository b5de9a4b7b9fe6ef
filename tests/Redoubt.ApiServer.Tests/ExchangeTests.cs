using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Tests;

/// <summary>
/// The stand-in is asked what a real API server was asked, in the same order, over the same objects, and answers the same: the code, the headers that
/// matter, the body but for times and ids. What does not agree yet stands in <c>waiting.txt</c>; a row there that agrees fails the test.
/// </summary>
[NeedsSuite("api-server")]
public sealed class ExchangeTests(ITestOutputHelper output)
{
    private static readonly string[] Compared = ["content-type", "warning", "retry-after", "allow", "content-encoding", "x-content-type-options"];

    [Fact]
    public void What_a_real_server_answered_is_answered()
    {
        var all = Ordered([.. Recorded.Read(Suites.Folder("api-server"))]);
        var waiting = File.ReadLines(Path.Combine(TestFolders.Root, "tests", "Redoubt.ApiServer.Tests", "waiting.txt"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var replay = new Replay(all);
        var agreed = new List<Recorded>();
        var differing = new List<string>();
        foreach (var exchange in all)
        {
            if (replay.Difference(exchange) is not { } difference)
            {
                agreed.Add(exchange);
            }
            else
            {
                output.WriteLine($"{(waiting.Contains(exchange.Name) ? "waits" : "NEW")} {exchange.Name}: {difference}");
                differing.Add(exchange.Name);
            }
        }

        foreach (var family in all.GroupBy(exchange => exchange.Family))
        {
            output.WriteLine($"{family.Key}: {agreed.Count(one => one.Family == family.Key)} of {family.Count()} agree");
        }

        output.WriteLine($"exchanges: {agreed.Count} of {all.Length} agree");
        Assert.Equal([], differing.Except(waiting));
        Assert.Equal([], agreed.Select(one => one.Name).Intersect(waiting));
    }

    // The order in which they were recorded is that of the versions that they speak of.
    private static Recorded[] Ordered(Recorded[] all)
    {
        var newest = all.GroupBy(exchange => exchange.Family).ToDictionary(family => family.Key, family => family.Max(exchange => exchange.Status == 200 ? Horizon(exchange) : 0));
        return [.. all.OrderBy(exchange => newest[exchange.Family]).ThenBy(exchange => exchange.Family, StringComparer.Ordinal)];
    }

    private static long Horizon(Recorded exchange) => exchange.Objects.Select(value => Version(value["object"] ?? value)).DefaultIfEmpty(0).Max();

    private static long Version(JsonNode value) => long.TryParse((string?)value["metadata"]?["resourceVersion"], out var version) ? version : 0;

    private sealed class Replay
    {
        private static readonly Dictionary<string, Identity> Tokens = new(StringComparer.Ordinal)
        {
            ["admin"] = Identity.Admin,
            ["alice"] = new Identity("alice", "alice-uid", ["system:authenticated"]),
        };

        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
        private readonly History _history;
        private readonly StandInServer _server;
        private bool _hasRestarted;

        public Replay(IReadOnlyList<Recorded> all)
        {
            _history = new History(all);
            _server = new StandInServer(new Store(), TimeProvider.System, Tokens);
            Setup.Fill(_server.Store);
        }

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

            foreach (var name in Compared)
            {
                var (expected, found) = ((string?)exchange.Response["headers"]![name] ?? "", string.Join(", ", answer.Headers.Where(header => header.Name == name).Select(header => header.Value)));
                if (expected != found)
                {
                    return $"{name}: `{expected}` expected, `{found}`";
                }
            }

            var (theirs, ours) = (exchange.Response["bodyBase64"] is { } bytes ? (string)bytes! : Ours(Normal.Body(Ours(exchange.Body))), body);
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
                var made = exchange.Status < 300 ? Horizon(exchange) : 0;
                _history.ApplyTo(_server.Store, made - 1);
                return;
            }

            // A watch begins before what it tells of; a list of a version speaks of that.
            var start = exchange.IsWatch ? exchange.Objects.Where(one => one["object"]?["metadata"]?["annotations"]?["k8s.io/initial-events-end"] is not null).Select(one => Version(one["object"]!)).FirstOrDefault()
                : Horizon(exchange);
            _history.ApplyTo(_server.Store, start);
        }

        private string Read(ApiAnswer answer, Recorded exchange)
        {
            if (answer.Watch is not { } watch)
            {
                return exchange.Response["bodyBase64"] is null ? Normal.Body(Encoding.UTF8.GetString(answer.Body)) : Convert.ToBase64String(answer.Body);
            }

            var events = watch.Read();
            _history.ApplyTo(_server.Store, Horizon(exchange));
            events.AddRange(watch.Read());
            if (!watch.HasEnded && watch.End() is { } last)
            {
                events.Add(last);
            }

            byte[] all = [.. events.SelectMany(one => one)];
            return exchange.Response["bodyBase64"] is null ? Normal.Body(Encoding.UTF8.GetString(all)) : Convert.ToBase64String(all);
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

            Same((string?)exchange.Response["headers"]!["etag"], answer.Headers.FirstOrDefault(header => header.Name == "etag").Value);
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

        private string Ours(string text) => _names.Aggregate(text, (all, name) => all.Replace(name.Key, name.Value, StringComparison.Ordinal));

        private static string Shorten(string theirs, string ours)
        {
            var same = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
            var from = Math.Max(0, same - 60);
            return $"at {same}: …{theirs[from..Math.Min(theirs.Length, same + 200)]} expected, …{ours[from..Math.Min(ours.Length, same + 200)]}";
        }
    }
}
