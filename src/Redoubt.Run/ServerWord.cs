using Redoubt.Admission.Creation;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Run;

/// <summary>Puts into the ledger what an API server would say of the objects: for what it refuses them, and of what it warns.</summary>
internal static class ServerWord
{
    // Fewer objects are asked about sooner than other threads are started.
    private const int Few = 256;

    /// <summary>The collection with what a server says of each object that it would be given as it stands.</summary>
    public static Collected With(Collected collected, int minor)
    {
        Document[] sent = [.. collected.Documents.Where(document => document.IsSent)];
        var told = new LedgerEntry[sent.Length][];
        if (sent.Length < Few)
        {
            for (var at = 0; at < sent.Length; at++)
            {
                told[at] = Of(sent[at], minor);
            }
        }
        else
        {
            Parallel.For(0, sent.Length, at => told[at] = Of(sent[at], minor));
        }

        // What a definition compiled is for one thread.
        var custom = new CustomKinds(collected.Documents, minor);
        LedgerEntry[] all = [.. sent.SelectMany((document, at) => told[at].Concat(custom.Ask(document).Select(one => Entry(document, one.Place, one.Code, one.Reason))))];
        return all.Length == 0 ? collected : collected with { Ledger = [.. collected.Ledger, .. all] };
    }

    private static LedgerEntry[] Of(Document document, int minor)
    {
        var verdict = CreationCheck.Ask(document, FieldIndex.Default, minor);
        return verdict is { Count: 0, WarningCount: 0 } ? [] : [.. Of(document, verdict)];
    }

    private static IEnumerable<LedgerEntry> Of(Document document, Verdict verdict)
    {
        foreach (var fault in verdict.Faults)
        {
            yield return Entry(document, fault.Place, Code(fault.Reason), fault.ToString());
        }

        foreach (var (code, count, what) in ((LedgerCode, int, string)[])[(LedgerCode.Invalid, verdict.Untold, "faults"), (LedgerCode.Warned, verdict.UntoldWarnings, "warnings")])
        {
            if (count > 0)
            {
                yield return Entry(document, document.Mention, code, $"{count} more {what} of this object are not listed");
            }
        }
    }

    private static LedgerCode Code(FaultReason reason) => reason switch
    {
        FaultReason.Warning => LedgerCode.Warned,
        FaultReason.NotServed => LedgerCode.NotServed,
        _ => LedgerCode.Invalid,
    };

    private static LedgerEntry Entry(Document document, Node place, LedgerCode code, string reason)
    {
        if (document.Origin.Rendering?.PlaceOf(document, place) is { } source)
        {
            return new LedgerEntry(code, source.File, source.Line, source.Column, reason);
        }

        var isOfKey = code == LedgerCode.UnknownField || !place.HasValue;
        var position = place.HasKey && isOfKey ? place.KeyPosition : place.Position;
        return new LedgerEntry(code, document.Origin.File, position.Line, position.Column, reason);
    }
}
