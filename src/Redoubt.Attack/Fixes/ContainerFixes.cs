using System.Text.Json.Nodes;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Fixes;

/// <summary>Fixes in the security context and the mounts of a container.</summary>
internal static class ContainerFixes
{
    // As distroless images have it: no user of any system.
    private const int OrdinaryUser = 65532;

    public static IReadOnlyList<FixKind> All { get; } =
    [
        new("seccomp-profile", 1, (row, _) => IsPrivileged(row.Container!) ? null
            : Context(row.Container!, $"Give {row.Container!.Id} the runtime's seccomp profile.", context => context["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" })),
        // The API server refuses it beside what it contradicts.
        new("no-new-privileges", 1, (row, _) => IsPrivileged(row.Container!) || Adds(row.Container!, "SYS_ADMIN") ? null
            : Context(row.Container!, $"Set allowPrivilegeEscalation to false in {row.Container!.Id}.", context => context["allowPrivilegeEscalation"] = false)),
        new("ordinary-user", 2, (row, _) => Context(row.Container!, $"Run {row.Container!.Id} as an ordinary user.", context =>
        {
            context["runAsNonRoot"] = true;
            context["runAsUser"] = OrdinaryUser;
        })),
        new("no-capabilities", 2, (row, _) => Context(row.Container!, $"Take the added capabilities from {row.Container!.Id}.", context => (context["capabilities"] as JsonObject)?.Remove("add"))),
        new("not-privileged", 3, (row, _) => Context(row.Container!, $"Do not run {row.Container!.Id} privileged.", context => context["privileged"] = false)),
        new("pinned-image", 1, (row, _) => row.Container!.IsPinned ? null
            : Container(row.Container!, $"Name the image of {row.Container!.Id} by its digest.", container => container["image"] = $"{PodJson.Text(container["image"])}@sha256:{new string('0', 64)}") with
            {
                Missing = "the digest of the image that you have checked, in the place of the zeros",
            }),
        new("read-only-mount", 2, (row, _) => Mount(row.Container!, row.Mount!)),
        new("no-host-path", 4, (row, _) => NoMount(row.Container!, row.Mount!)),
    ];

    private static bool IsPrivileged(ContainerThing container) => container.Node["securityContext"]["privileged"].IsTrue;

    private static bool Adds(ContainerThing container, string capability)
    {
        foreach (var added in container.Node["securityContext"]["capabilities"]["add"].Items)
        {
            if (added.AsString() is { } name && (name.Equals("ALL", StringComparison.OrdinalIgnoreCase) || name.EndsWith(capability, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static FixDraft Context(ContainerThing container, string say, Action<JsonObject> edit) => Container(container, say, one => edit(one.Child("securityContext")));

    private static FixDraft Container(ContainerThing container, string say, Action<JsonObject> edit) => new(container.Id, say, new FixEdit(container.Pod.Document.Key, container.Pod.Document, root =>
    {
        if (PodJson.Container(root, container.Name) is { } found)
        {
            edit(found);
        }
    })
    { At = container.Node });

    private static FixDraft Mount(ContainerThing container, HostMount mount) => Container(container, $"Mount {mount.Shown} read-only in {container.Id}.", one =>
    {
        foreach (var found in Mounts(one, mount))
        {
            found["readOnly"] = true;
        }
    }) with
    { Of = $"{container.Id} {mount.Shown}" };

    private static FixDraft NoMount(ContainerThing container, HostMount mount) => Container(container, $"Take {mount.Shown} of the node from {container.Id}.", one =>
    {
        foreach (var found in Mounts(one, mount))
        {
            ((JsonArray)one["volumeMounts"]!).Remove(found);
        }
    }) with
    { Of = $"{container.Id} {mount.Shown}" };

    private static JsonObject[] Mounts(JsonObject container, HostMount mount) =>
        [.. (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>().Where(one => PodJson.Text(one["name"]) == mount.Volume)];
}
