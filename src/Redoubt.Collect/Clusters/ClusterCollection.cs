using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters.Components;
using Redoubt.Collect.Clusters.Connections;
using Redoubt.Collect.Clusters.Discovery;
using Redoubt.Collect.Clusters.Kubeconfigs;
using Redoubt.Collect.Clusters.Lists;
using Redoubt.Collect.Machines;

namespace Redoubt.Collect.Clusters;

/// <summary>Collects the objects of a live cluster: only asks, writes nothing into it.</summary>
public static class ClusterCollection
{
    /// <summary>Collects.</summary>
    /// <param name="request">Which cluster.</param>
    /// <param name="output">Where the objects go: JSON, one on a line, the <c>Collection</c> last.</param>
    /// <param name="cancel">Ends the collection; what was written by then is no whole one.</param>
    /// <returns>What was collected, or why nothing could be.</returns>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static async Task<CollectedCluster> CollectAsync(ClusterRequest request, Stream output, CancellationToken cancel)
    {
        try
        {
            var access = KubeconfigFiles.Access(request.Kubeconfig, request.Context);
            if (access.SkipsVerification)
            {
                request.Tell?.Invoke($"the certificate of {access.Server.Authority} is not verified: the kubeconfig says `insecure-skip-tls-verify`");
            }

            using var client = await ApiClient.OpenAsync(access, request, cancel).ConfigureAwait(false);
            var version = await VersionAsync(client, cancel).ConfigureAwait(false);
            var served = await new ApiDiscovery(client).AskAsync(cancel).ConfigureAwait(false);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            end.CancelAfter(request.Limits.Whole);
            var (lists, seen) = await ListAsync(client, request, served, output, end.Token, cancel).ConfigureAwait(false);
            var kubelets = new KubeletConfigurations(client, request.Limits, version?.TrimStart('v'));
            EvidenceDraft[] drafts = [.. seen.Components, .. await kubelets.CollectAsync(seen.Nodes, end.Token, cancel).ConfigureAwait(false), CollectionDocument.Of(access.Name, version, served, lists, kubelets.Refusal)];
            foreach (var draft in drafts)
            {
                await output.WriteAsync(EvidenceLine.Write(draft, request.Collected), cancel).ConfigureAwait(false);
            }

            await output.FlushAsync(cancel).ConfigureAwait(false);
            var refused = CollectionDocument.Refusals(served, lists);
            var whole = lists.Count(list => list.Fault is null);
            var problem = whole == 0 ? $"{access.Server.Authority}: nothing could be listed: {(refused is [var first, ..] ? first : "it serves no kind that is collected")}" : null;
            return new CollectedCluster(lists.Sum(list => list.Objects), whole, refused, problem);
        }
        catch (ClusterFaultException fault)
        {
            return new CollectedCluster(0, 0, [], fault.Message);
        }
    }

    /// <summary>The server's version, which everybody may ask for; the first question, so that a server that cannot be reached is told once.</summary>
    private static async Task<string?> VersionAsync(ApiClient client, CancellationToken cancel)
    {
        try
        {
            var (body, _) = await client.GetAsync("/version", ApiClient.Json, cancel).ConfigureAwait(false);
            return body is JsonObject && body["gitVersion"] is JsonValue value && value.TryGetValue<string>(out var version) ? version : null;
        }
        catch (ApiRefusalException)
        {
            return null;
        }
    }

    /// <summary>Lists all kinds, some at a time, and writes them in their order; what shows components is looked at on the way.</summary>
    private static async Task<(List<ListedKind> Lists, SeenComponents Seen)> ListAsync(ApiClient client, ClusterRequest request, Discovered served, Stream output, CancellationToken end, CancellationToken cancel)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(end);
        using var slots = new SemaphoreSlim(request.Limits.Parallel);
        var folder = Directory.CreateTempSubdirectory("redoubt-").FullName;
        Task<(List<ListedKind> Listed, Spool Spool)>[] running = [];
        try
        {
            running = served.Kinds.Select((kind, at) => OneAsync(client, request, kind, Path.Combine(folder, $"{at}"), slots, failed.Token, cancel)).ToArray();
            var (lists, seen) = (new List<ListedKind>(), new SeenComponents());
            foreach (var kind in running)
            {
                var (listed, spool) = await kind.ConfigureAwait(false);
                using (spool)
                {
                    seen.Look(listed[0].Kind.Kind, spool);
                    await spool.CopyToAsync(output, cancel).ConfigureAwait(false);
                }

                lists.AddRange(listed);
            }

            return (lists, seen);
        }
        finally
        {
            // Where one failed, as for want of disk, the others end before their files go.
            await failed.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(List<ListedKind> Listed, Spool Spool)> OneAsync(
        ApiClient client, ClusterRequest request, ServedKind kind, string file, SemaphoreSlim slots, CancellationToken end, CancellationToken cancel)
    {
        await slots.WaitAsync(cancel).ConfigureAwait(false);
        var spool = new Spool(file);
        var listed = new List<ListedKind>();
        try
        {
            foreach (var ns in kind.IsNamespaced && request.Namespaces.Count > 0 ? request.Namespaces : (IReadOnlyList<string?>)[null])
            {
                listed.Add(await BeforeEndAsync(new KindList(client, request.Limits, kind, ns, spool), kind, ns, request, end, cancel).ConfigureAwait(false));
            }

            return (listed, spool);
        }
        catch (Exception)
        {
            spool.Dispose();
            throw;
        }
        finally
        {
            slots.Release();
        }
    }

    private static async Task<ListedKind> BeforeEndAsync(
        KindList list, ServedKind kind, string? ns, ClusterRequest request, CancellationToken end, CancellationToken cancel)
    {
        try
        {
            return await list.ReadAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ListedKind(kind, ns, 0, $"not listed: the collection took longer than {request.Limits.Whole.TotalMinutes} minutes, which is the limit", null);
        }
    }
}
