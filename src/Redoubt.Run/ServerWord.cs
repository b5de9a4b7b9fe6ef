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
    /// <summary>The collection with what a server says of each object that it would be given as it stands.</summary>
    public static Collected With(Collected collected, int minor)
    {
        var custom = new CustomKinds(collected.Documents, minor);
        LedgerEntry[] told = [.. collected.Documents.Where(document => document.IsSent).SelectMany(document => Of(document, custom, minor))];
        return told.Length == 0 ? collected : collected with { Ledger = [.. collected.Ledger, .. told] };
    }

    private static IEnumerable<LedgerEntry> Of(Document document, CustomKinds custom, int minor)
    {
        var verdict = CreationCheck.Ask(document, FieldIndex.Default, minor);
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

        foreach (var (code, place, reason) in custom.Ask(document))
        {
            yield return Entry(document, place, code, reason);
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
