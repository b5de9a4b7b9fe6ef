using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>A component as far as an API server shows it: its settings, and of everything else that a component has that it is not known.</summary>
internal static class ComponentDraft
{
    /// <summary>Why what the API server does not show is not known.</summary>
    public const string NotShown = "the API server does not show it: collect the node";

    private static readonly string[] Always = ["apiVersion", "kind", "metadata", "unknown", "foundBy", "name", "host", "version", "serverVersion", "settings", "configuration", "flags"];
    private static readonly string[] Hidden = [.. Fields().Except(Always)];

    /// <summary>A component of which nothing is known but its name and version.</summary>
    /// <param name="name">The component.</param>
    /// <param name="host">Its node.</param>
    /// <param name="version">Its version; null if it is not known.</param>
    /// <param name="server">The API server's version; null if it is not known.</param>
    public static EvidenceDraft Of(string name, string host, string? version, string? server)
    {
        var draft = new EvidenceDraft(EvidenceKinds.Component, $"{name}-{host}");
        (draft.Facts["name"], draft.Facts["host"], draft.Facts["foundBy"]) = (name, host, "api");
        Set(draft, "version", version);
        if (name is not ("etcd" or "kube-apiserver"))
        {
            Set(draft, "serverVersion", server);
        }

        foreach (var field in Hidden)
        {
            draft.Unknown(field, NotShown);
        }

        return draft;
    }

    /// <summary>A setting that is not shown.</summary>
    public static ResolvedSetting Lost(SettingFact fact) => new(fact, [], NotShown);

    private static void Set(EvidenceDraft draft, string field, string? value)
    {
        draft.Facts[field] = value;
        if (value is null)
        {
            draft.Unknown(field, NotShown);
        }
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
