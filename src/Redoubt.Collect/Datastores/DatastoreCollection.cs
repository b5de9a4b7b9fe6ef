using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters;
using Redoubt.Collect.Machines;

namespace Redoubt.Collect.Datastores;

/// <summary>Looks at what etcd holds: for one Secret of each namespace, whether it is stored encrypted, and with which key.</summary>
public static class DatastoreCollection
{
    /// <summary>Collects.</summary>
    /// <param name="request">Which etcd.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The document as text, or why there is none. No value of a Secret is in it, nor in a message.</returns>
    public static async Task<CollectedNode> CollectAsync(DatastoreRequest request, CancellationToken cancel)
    {
        var draft = new EvidenceDraft("Datastore", request.Endpoint.Authority);
        try
        {
            using var etcd = EtcdGateway.Open(request);
            draft.Facts["name"] = "etcd";
            draft.Facts["endpoint"] = request.Endpoint.GetLeftPart(UriPartial.Authority);
            draft.Facts["version"] = await etcd.VersionAsync(cancel).ConfigureAwait(false);
            draft.Facts["secrets"] = await SecretsAsync(etcd, request, draft, cancel).ConfigureAwait(false);
        }
        catch (ClusterFaultException fault)
        {
            return Nothing(fault.Message);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return Nothing("what answers is no etcd: it is not in its form");
        }

        return new CollectedNode(EvidenceWriter.Write([draft], request.Collected), [.. draft.Unknowns.Select(unknown => $"{unknown.Key}: {unknown.Value}")], null);

        CollectedNode Nothing(string reason) => new("", [], $"{request.Endpoint.Authority}: {reason}");
    }

    /// <summary>The first Secret of each namespace. Keys are sorted, and so the next namespace begins after the last key that this one may have.</summary>
    private static async Task<JsonArray> SecretsAsync(EtcdGateway etcd, DatastoreRequest request, EvidenceDraft draft, CancellationToken cancel)
    {
        var folder = $"{request.Prefix.TrimEnd('/')}/secrets/";
        var end = After(folder);
        var secrets = new List<JsonObject>();
        for (var from = folder; await etcd.FirstAsync(from, end, cancel).ConfigureAwait(false) is { } entry;)
        {
            if (entry.Key[folder.Length..].Split('/') is not [var space, var name])
            {
                draft.Unknown("secrets", $"a key below {folder} is none of a Secret");
                break;
            }

            if (secrets.Count == request.Namespaces)
            {
                draft.Unknown("secrets", $"there are more than {request.Namespaces} namespaces, which is the limit");
                break;
            }

            if (entry.Form.IsEncrypted is null)
            {
                draft.Unknown($"secrets[{secrets.Count}].encrypted", "its value begins with nothing that Kubernetes writes");
            }

            secrets.Add(new JsonObject
            {
                ["encrypted"] = entry.Form.IsEncrypted,
                ["key"] = entry.Form.Key,
                ["name"] = name,
                ["namespace"] = space,
                ["provider"] = entry.Form.Provider,
            });
            from = After($"{folder}{space}/");
        }

        if (secrets.Count == 0)
        {
            draft.Unknown("secrets", $"nothing is stored below {folder}: the API server may have another --etcd-prefix, which --prefix says");
        }

        return new JsonArray([.. secrets]);
    }

    // The least text that is greater than all that begin with one: '0' is the byte after '/'.
    private static string After(string folder) => folder[..^1] + '0';
}
