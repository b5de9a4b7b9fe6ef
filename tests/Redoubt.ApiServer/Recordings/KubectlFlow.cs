using System.Text.Json.Nodes;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Recordings;

/// <summary>One command of the real kubectl: what it printed, and what it asked a real server.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Command">The command line.</param>
/// <param name="Exit">The exit code; null if it was ended from outside.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed as errors.</param>
/// <param name="Exchanges">What it asked, in order.</param>
internal sealed record KubectlFlow(string Id, string Command, int? Exit, string Output, string Error, IReadOnlyList<Recorded> Exchanges)
{
    // Who recorded them showed a certificate; which one, nobody can know.
    private static readonly Identity Administrator = Identity.Admin with { Credential = Identity.CredentialOf([]) };

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>All commands, in the order of their names.</summary>
    public static IEnumerable<KubectlFlow> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "kubectl")).Order(StringComparer.Ordinal))
        {
            using var reader = Recorded.Open(file);
            var flow = JsonNode.Parse(reader.ReadToEnd())!;
            // As whom kubectl acts is said by the command alone.
            var actor = ((string)flow["command"]!).Split(' ').FirstOrDefault(word => word.StartsWith("--as=", StringComparison.Ordinal));
            foreach (var one in actor is null ? [] : flow["exchanges"]!.AsArray())
            {
                one!["request"]!["headers"]!["impersonate-user"] = actor!["--as=".Length..];
            }

            var exchanges = flow["exchanges"]!.AsArray().Select((one, number) => new Recorded($"kubectl/{flow["id"]}", $"{number}", "admin", (JsonObject)one!["request"]!, (JsonObject)one["response"]!));
            yield return new KubectlFlow((string)flow["id"]!, (string)flow["command"]!, (int?)flow["exit"], (string)flow["stdout"]!, (string)flow["stderr"]!, [.. exchanges]);
        }
    }

    /// <summary>The manifest that the command was given: as it was sent, by this command or by another that was given a file of that name; null if none sent it.</summary>
    /// <param name="all">All commands.</param>
    public string? Manifest(IEnumerable<KubectlFlow> all) =>
        File is null ? null : Sent ?? all.Where(flow => flow.File == File).Select(flow => flow.Sent).FirstOrDefault(text => text is not null)
            ?? Exchanges.Select(exchange => Applied(exchange.Body)).FirstOrDefault(text => text is not null);

    /// <summary>The name of the file that the command was given.</summary>
    public string? File
    {
        get
        {
            var words = Command.Split(' ');
            return Array.IndexOf(words, "-f") is >= 0 and var at ? words[at + 1] : null;
        }
    }

    private string? Sent
    {
        get
        {
            foreach (var exchange in Exchanges)
            {
                var body = (string?)exchange.Request["body"] ?? "";
                var type = (string?)exchange.Request["headers"]?["content-type"] ?? "";
                if (type == "application/apply-patch+yaml" || (exchange.Method == "POST" && body.StartsWith('{')))
                {
                    return Applied(body) ?? body;
                }

                if (Applied(body) is { } applied)
                {
                    return applied;
                }
            }

            return null;
        }
    }

    /// <summary>A server that holds what the real one held when the command began: what is known of other answers, as this command's own tell it.</summary>
    /// <param name="everything">All exchanges of the recording.</param>
    public StandInServer Server(IEnumerable<Recorded> everything) => Begin(everything).Server;

    /// <summary>That server, and what others wrote afterwards.</summary>
    /// <param name="everything">All exchanges of the recording.</param>
    public (StandInServer Server, History Meanwhile) Begin(IEnumerable<Recorded> everything)
    {
        var store = new Store();
        Setup.Fill(store);
        var history = new History(everything, Exchanges);
        var written = Exchanges.Where(exchange => exchange.IsWrite && exchange.Status < 300).Select(exchange => exchange.Horizon).Where(version => version > 0).DefaultIfEmpty(0).Min();
        var shown = Exchanges.Where(exchange => exchange is { Method: "GET", IsWatch: false }).Select(exchange => exchange.Horizon).DefaultIfEmpty(0).Max();
        var newest = Exchanges.Select(exchange => history.NewestOf(exchange.Place, ManagersOf(exchange))).DefaultIfEmpty(0).Max();
        var last = history.Newest;
        history.ApplyTo(store, written > 0 ? written - 1 : shown > 0 ? shown : newest);
        // A command that speaks of no version was given some time.
        var version = Math.Max(store.Version, written + shown + newest > 0 ? 0 : last);
        Recorded[] read = [.. Exchanges.TakeWhile(exchange => exchange.Method == "GET")];
        foreach (var exchange in read.Where(exchange => exchange.Status == 404 && exchange.Place is { IsResource: true, Name.Length: > 0 }))
        {
            var place = exchange.Place;
            store.Delete(new ObjectName(place.Group, place.Resource, place.Resource == "namespaces" ? "" : place.Namespace, place.Name));
        }

        foreach (var list in read.Where(exchange => exchange is { Status: 200, IsWatch: false, Place: { IsResource: true, Name: "" } }).GroupBy(exchange => exchange.Place.Path))
        {
            Forget(store, [.. list]);
        }

        return (new StandInServer(Fresh(store, version), TimeProvider.System, new Dictionary<string, Identity>(StringComparer.Ordinal) { ["admin"] = Administrator }, Administrator), history);
    }

    // The objects alone, as if what is gone had never been there.
    private static Store Fresh(Store from, long version)
    {
        var store = new Store();
        foreach (var (name, value) in from.All().OrderBy(one => Recorded.VersionOf(one.Value)))
        {
            store.Put(name, (JsonObject)value.DeepClone(), Recorded.VersionOf(value));
        }

        store.Serve("shop.example", "orders");
        store.AdvanceTo(version);
        return store;
    }

    // What a list does not show was deleted by others, of whom nobody told. A list may come in pages.
    private static void Forget(Store store, Recorded[] pages)
    {
        if (pages.All(page => page.Objects.FirstOrDefault()?["metadata"]?["continue"] is not null))
        {
            return;
        }

        var (place, query) = (pages[0].Place, pages[0].ToRequest(text => text).Query);
        var selector = Lists.Selector.Read(query["labelSelector"], query["fieldSelector"], place.Resource);
        var there = pages.SelectMany(page => page.Objects).SelectMany(list => (list["items"] ?? list["rows"]) as JsonArray ?? [])
            .Select(one => (one!["object"] ?? one)["metadata"]).Select(one => ((string?)one?["namespace"] ?? "", (string?)one?["name"] ?? "")).ToHashSet();
        foreach (var (name, value) in store.List(place.Group, place.Resource, place.Namespace, store.Version))
        {
            if (selector.Fits(value) && !there.Contains((name.Namespace, name.Name)))
            {
                store.Delete(name);
            }
        }
    }

    // With whom a configuration that was applied is in conflict; nobody if it is in none.
    private static HashSet<string> ManagersOf(Recorded exchange)
    {
        var causes = exchange.Status == 409 ? exchange.Objects.FirstOrDefault()?["details"]?["causes"] as JsonArray ?? [] : [];
        return causes.Where(cause => (string?)cause!["reason"] == "FieldManagerConflict").Select(cause => ((string)cause!["message"]!).Split('"')[1]).ToHashSet(StringComparer.Ordinal);
    }

    private static string? Applied(string text) =>
        text.StartsWith('{') && JsonNode.Parse(text) is JsonObject value && (string?)value["metadata"]?["annotations"]?[LastApplied] is { } applied ? applied : null;
}
