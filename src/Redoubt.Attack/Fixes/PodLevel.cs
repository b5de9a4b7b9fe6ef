using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack.Fixes;

/// <summary>Whether what runs keeps a level of the Pod Security Standards; where that is not plain it does not.</summary>
internal static class PodLevel
{
    private static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];

    private static readonly string[] BaselineCapabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    private static readonly string[] RestrictedVolumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>Whether a pod keeps a level.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="level"><c>baseline</c> or <c>restricted</c>.</param>
    public static bool Keeps(PodThing pod, string level)
    {
        var spec = pod.Workload.Spec;
        var context = spec["securityContext"];
        return HostNamespaces.All(name => !spec[name].IsTrue) && context["sysctls"].Count == 0 && KeepsOptions(context)
            && Each(spec["volumes"], volume => !volume["hostPath"].Exists && (level == "baseline" || KnownVolume(volume)))
            && pod.Containers.All(container => KeepsBaseline(container.Node) && (level == "baseline" || KeepsRestricted(container.Node, context)));
    }

    private static bool KeepsBaseline(Node container)
    {
        var context = container["securityContext"];
        return !context["privileged"].IsTrue && KeepsOptions(context) && (context["procMount"].AsString() ?? "Default") == "Default"
            && Each(context["capabilities"]["add"], name => BaselineCapabilities.Contains(name.AsString()))
            && Each(container["ports"], port => port["hostPort"] is not { Kind: NodeKind.Int, Int: not 0 });
    }

    // Types of SELinux and profiles of AppArmor that are allowed are many: whatever is said at all is left to a person.
    private static bool KeepsOptions(Node context) => !context["seLinuxOptions"].Exists && !context["appArmorProfile"].Exists && !context["seccompProfile"]["type"].Is("Unconfined");

    private static bool KeepsRestricted(Node container, Node pod)
    {
        var context = container["securityContext"];
        var user = context["runAsUser"].Exists ? context["runAsUser"] : pod["runAsUser"];
        var nonRoot = context["runAsNonRoot"].Exists ? context["runAsNonRoot"] : pod["runAsNonRoot"];
        var seccomp = context["seccompProfile"].Exists ? context["seccompProfile"] : pod["seccompProfile"];
        return context["allowPrivilegeEscalation"].IsFalse && nonRoot.IsTrue && user is not { Kind: NodeKind.Int, Int: 0 }
            && seccomp["type"].AsString() is "RuntimeDefault" or "Localhost"
            && !Each(context["capabilities"]["drop"], name => !name.Is("ALL")) && Each(context["capabilities"]["add"], name => name.Is("NET_BIND_SERVICE"));
    }

    private static bool KnownVolume(Node volume)
    {
        foreach (var field in volume.Fields)
        {
            if (field.Key.ToString() is var name && name != "name" && !RestrictedVolumes.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Each(Node list, Func<Node, bool> holds)
    {
        foreach (var item in list.Items)
        {
            if (!holds(item))
            {
                return false;
            }
        }

        return true;
    }
}
