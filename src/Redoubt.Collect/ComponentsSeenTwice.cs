using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect;

/// <summary>
/// Components that both their node and the API server show, which are one each. What the API server shows of one is left out where its node says the same
/// and more; where they say different things, or the API server knows more, both are judged.
/// </summary>
internal static class ComponentsSeenTwice
{
    private const int MostTold = 5;

    private static readonly GroupKind Component = new(EvidenceKinds.Group, EvidenceKinds.Component);

    /// <summary>The same without what is seen twice; the ledger says which.</summary>
    public static Collected Without(Collected collected)
    {
        Document[] all = [.. collected.Documents.Where(document => document.Key.Kind == Component)];
        var nodes = all.Where(document => !IsOfServer(document)).GroupBy(Key).ToDictionary(group => group.Key, group => group.First());
        var entries = new List<LedgerEntry>();
        var left = new HashSet<Document>();
        foreach (var document in all.Where(IsOfServer))
        {
            if (nodes.TryGetValue(Key(document), out var node) && Entry(document, node) is { } entry)
            {
                entries.Add(entry);
                if (entry.Code == LedgerCode.SeenTwice)
                {
                    left.Add(document);
                }
            }
        }

        return entries.Count == 0 ? collected : collected with
        {
            Files = [.. collected.Files.Select(file => file with { Read = file.Read with { Documents = [.. file.Read.Documents.Where(document => !left.Contains(document))] } })],
            Ledger = [.. collected.Ledger, .. entries],
        };
    }

    private static bool IsOfServer(Document document) => document.Root["foundBy"].AsString() == "api";

    private static (string? Name, string? Host) Key(Document document) => (document.Root["name"].AsString(), document.Root["host"].AsString());

    /// <summary>What is to be said of a component that is seen twice; null where the API server only knows more.</summary>
    private static LedgerEntry? Entry(Document ofServer, Document ofNode)
    {
        var knows = Settings(ofNode);
        var differences = new List<string>();
        var knowsMore = false;
        foreach (var (name, value) in Settings(ofServer))
        {
            if (!knows.TryGetValue(name, out var other))
            {
                knowsMore = true;
            }
            else if (other != value)
            {
                differences.Add($"{name} is `{Short(other)}` on the node and `{Short(value)}` as the API server shows it");
            }
        }

        var (component, host) = Key(ofServer);
        return differences.Count > 0
            ? Told(LedgerCode.SeenDifferently, $"{component} of {host} is seen in two ways, and both are judged: {string.Join("; ", differences.Take(MostTold))}{(differences.Count > MostTold ? $"; and {differences.Count - MostTold} more" : "")}")
            : knowsMore ? null
            : Told(LedgerCode.SeenTwice, $"{component} of {host} is judged by what its node shows ({ofNode.Origin.File}), which says the same and more");

        LedgerEntry Told(LedgerCode code, string reason) => new(code, ofServer.Origin.File, ofServer.Root.Line, ofServer.Root.Column, reason);
    }

    /// <summary>What is known of each setting: one that is not known has no value.</summary>
    private static Dictionary<string, string> Settings(Document document)
    {
        var known = new Dictionary<string, string>();
        foreach (var setting in document.Root["settings"].AllFields())
        {
            if (setting["value"].AsString() is { } value)
            {
                known[setting.Key.ToString()] = value;
            }
        }
        return known;
    }

    private static string Short(string value)
    {
        const int Most = 60;
        return value.Length > Most ? value[..Most] + "…" : value;
    }
}
