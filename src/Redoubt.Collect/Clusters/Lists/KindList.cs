using System.Net;
using Redoubt.Collect.Clusters.Connections;
using Redoubt.Collect.Clusters.Discovery;

namespace Redoubt.Collect.Clusters.Lists;

/// <summary>What became of listing a kind, in one namespace or in all.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; null for all, or for a kind that has none.</param>
/// <param name="Objects">How many objects were listed.</param>
/// <param name="Fault">Why it is not known whether these are all; null if they are.</param>
/// <param name="Note">What is to be known of a list that is whole; null for nothing.</param>
internal sealed record ListedKind(ServedKind Kind, string? Namespace, long Objects, string? Fault, string? Note);

/// <summary>
/// Lists a kind page by page. An expired <c>continue</c> goes on where the server says, else the list begins anew, once. A page that breaks is read again.
/// A server that leads in a ring, or never ends, is a fault.
/// </summary>
internal sealed class KindList(ApiClient client, ClusterLimits limits, ServedKind kind, string? ns, Spool spool)
{
    private const string Inconsistent = "the list expired while it was read, and went on at a newer version: what was made or deleted meanwhile may be missing or still there";

    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> _firsts = new(StringComparer.Ordinal);
    private readonly long _start = spool.Length;
    private readonly ItemWriter _items = new(kind, spool);
    private string _continue = "";
    private string _version = "";
    private string? _note;
    private bool _beganAnew;
    private long _objects;
    private int _number = 1;

    /// <summary>Lists the kind; what cannot be listed is part of the result.</summary>
    public async Task<ListedKind> ReadAsync(CancellationToken cancel)
    {
        try
        {
            while (await NextAsync(cancel).ConfigureAwait(false))
            {
                _number++;
            }

            return new ListedKind(kind, ns, _objects, null, _note);
        }
        catch (ClusterFaultException fault)
        {
            return new ListedKind(kind, ns, _objects, _number > 1 ? $"page {_number}: {fault.Message}" : fault.Message, _note);
        }
    }

    /// <summary>Reads a page; whether there is another.</summary>
    private async Task<bool> NextAsync(CancellationToken cancel)
    {
        Page page;
        try
        {
            page = await PageAsync(cancel).ConfigureAwait(false);
        }
        catch (ApiRefusalException refusal) when (refusal.Status == HttpStatusCode.Gone && _continue.Length > 0)
        {
            GoOn(refusal);
            return true;
        }

        _objects += page.Items;
        Check(page);
        (_version, _continue) = (page.Version, page.Continue);
        return page.Continue.Length > 0;
    }

    private async Task<Page> PageAsync(CancellationToken cancel)
    {
        var before = spool.Length;
        try
        {
            return await client.GetAsync(Path(), ApiClient.Json, ReadAsync, cancel).ConfigureAwait(false);
        }
        catch (Exception)
        {
            spool.CutTo(before);
            throw;
        }

        async Task<Page> ReadAsync(HttpResponseMessage response, Patience patience)
        {
            spool.CutTo(before);
            using var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            return await new PageReader(limits, _items).ReadAsync(stream, patience).ConfigureAwait(false);
        }
    }

    private string Path() => $"{kind.Path(ns)}?limit={limits.PageSize}{(_continue.Length > 0 ? $"&continue={Uri.EscapeDataString(_continue)}" : "")}";

    private void GoOn(ApiRefusalException refusal)
    {
        if (refusal.Continue is { } next && _tokens.Add(next))
        {
            (_continue, _version, _note) = (next, "", Inconsistent);
        }
        else if (refusal.Continue is null && !_beganAnew)
        {
            spool.CutTo(_start);
            _tokens.Clear();
            _firsts.Clear();
            (_continue, _version, _objects, _number, _beganAnew) = ("", "", 0, 0, true);
        }
        else
        {
            throw refusal;
        }
    }

    private void Check(Page page)
    {
        if (_version.Length > 0 && page.Version != _version)
        {
            throw new ClusterFaultException($"it is of version {ClusterFaultException.OneLine(page.Version)}, and the one before of {ClusterFaultException.OneLine(_version)}: this is not one list");
        }

        if (page.First.Length > 0 && !_firsts.Add(page.First))
        {
            throw new ClusterFaultException("it begins as a page before did: the server does not heed `continue`");
        }

        if (page.Continue.Length > 0 && !_tokens.Add(page.Continue))
        {
            throw new ClusterFaultException("the server answers a `continue` that it has answered before: the list would never end");
        }

        if (page.Continue.Length > 0 && (_objects >= limits.Objects || spool.Length - _start >= limits.KindBytes || page.Items == 0))
        {
            throw new ClusterFaultException(page.Items == 0 ? "it is empty and not the last: the list may never end"
                : $"there are more than {_objects} objects, {spool.Length - _start} bytes, which is the limit of a kind");
        }
    }
}
