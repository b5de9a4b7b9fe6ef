using System.Net;
using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters.Connections;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>
/// What the kubelet of each node has in effect, as it says itself at <c>/configz</c>: asked through the API server, which takes the right to <c>get</c>
/// <c>nodes/proxy</c>. That is the right to much more, so whoever has it not is refused once, and no more is asked.
/// </summary>
/// <param name="client">The API server.</param>
/// <param name="limits">How much is asked.</param>
/// <param name="server">The version of the API server; null if it is not known.</param>
internal sealed class KubeletConfigurations(ApiClient client, ClusterLimits limits, string? server)
{
    private const string Component = "kubelet";

    // A node that is away stays away.
    private const int Attempts = 2;

    /// <summary>Why no more kubelets are asked; null while they are.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The documents of nodes' kubelets, in the order of the nodes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="end">Ends the asking: what was answered by then counts.</param>
    /// <param name="cancel">Ends everything.</param>
    public async Task<IReadOnlyList<EvidenceDraft>> CollectAsync(IReadOnlyList<ClusterNode> nodes, CancellationToken end, CancellationToken cancel)
    {
        var drafts = new EvidenceDraft?[nodes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = limits.Parallel, CancellationToken = end };
        try
        {
            // The first alone finds out whether one may ask.
            var first = Math.Min(1, nodes.Count);
            if (first > 0)
            {
                drafts[0] = await AskAsync(nodes[0], end).ConfigureAwait(false);
            }

            await Parallel.ForAsync(first, nodes.Count, options, async (at, one) => drafts[at] = await AskAsync(nodes[at], one).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Refusal = $"not all were asked: the collection took longer than {limits.Whole.TotalMinutes} minutes, which is the limit";
        }

        return [.. drafts.OfType<EvidenceDraft>()];
    }

    private async Task<EvidenceDraft?> AskAsync(ClusterNode node, CancellationToken cancel)
    {
        if (Refusal is not null)
        {
            return null;
        }

        var draft = ComponentDraft.Of(Component, node.Name, node.KubeletVersion, server);
        draft.Unknown("flags", "the API server does not show them, but what is in effect");
        try
        {
            var (body, _) = await client.GetAsync($"/api/v1/nodes/{Uri.EscapeDataString(node.Name)}/proxy/configz", ApiClient.Json, cancel, Attempts).ConfigureAwait(false);
            Fill(draft, body);
        }
        catch (ApiRefusalException refusal) when (refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed)
        {
            Refusal = $"what kubelets have in effect is seen only with the right to get nodes/proxy, or on the nodes (`redoubt collect node`): {refusal.Message}";
            return null;
        }
        catch (ClusterFaultException fault)
        {
            Lose(draft, fault.Message);
        }

        return draft;
    }

    private static void Fill(EvidenceDraft draft, JsonNode body)
    {
        if (body is not JsonObject || body["kubeletconfig"] is not JsonObject configuration)
        {
            Lose(draft, "the kubelet's answer holds no `kubeletconfig`");
            return;
        }

        // Headers that fetch static pods may carry a password.
        if (configuration["staticPodURLHeader"] is JsonObject headers)
        {
            configuration["staticPodURLHeader"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray())));
        }

        draft.Facts["configuration"] = configuration.DeepClone();
        SettingFacts.Fill(draft, KubeletSettings.Of(configuration));
    }

    private static void Lose(EvidenceDraft draft, string reason)
    {
        draft.Unknown("configuration", $"/configz: {reason}");
        draft.Unknown("settings", $"/configz: {reason}");
    }
}
