using System.Net;
using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters.Connections;
using Redoubt.Collect.Machines;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;

namespace Redoubt.Collect.Clusters.Nodes;

/// <summary>
/// What the kubelet of each node has in effect, as it says itself at <c>/configz</c>: asked through the API server, which takes the right to <c>get</c>
/// <c>nodes/proxy</c>. That is the right to much more, so whoever has it not is refused once, and no more is asked.
/// </summary>
internal sealed class KubeletConfigurations(ApiClient client, ClusterLimits limits)
{
    private const string Component = "kubelet";

    // A node that is away stays away.
    private const int Attempts = 2;

    // What the API shows of a kubelet; everything else that a Component may have is not known.
    private static readonly string[] Shown = ["apiVersion", "kind", "metadata", "unknown", "name", "host", "version", "configuration"];
    private static readonly string[] NotShown = [.. Fields().Except(Shown)];

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

        var draft = new EvidenceDraft(EvidenceKinds.Component, $"{Component}-{node.Name}");
        (draft.Facts["name"], draft.Facts["host"], draft.Facts["version"]) = (Component, node.Name, node.KubeletVersion);
        foreach (var field in NotShown)
        {
            draft.Unknown(field, "the API server does not show it: collect the node");
        }

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
            draft.Unknown("configuration", $"/configz: {fault.Message}");
        }

        return draft;
    }

    private static void Fill(EvidenceDraft draft, JsonNode body)
    {
        if (body is not JsonObject || body["kubeletconfig"] is not JsonObject configuration)
        {
            draft.Unknown("configuration", "/configz: the kubelet's answer holds no `kubeletconfig`");
            return;
        }

        // Headers that fetch static pods may carry a password.
        if (configuration["staticPodURLHeader"] is JsonObject headers)
        {
            configuration["staticPodURLHeader"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray())));
        }

        draft.Facts["configuration"] = configuration.DeepClone();
    }

    private static List<string> Fields()
    {
        var names = new List<string>();
        if (FieldIndex.Default.TryKind(EvidenceKinds.ApiVersion, EvidenceKinds.Component, out var kind) && kind.Type is { } type)
        {
            foreach (var field in type.Fields)
            {
                names.Add(field.Name);
            }
        }
        return names;
    }
}
