using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>What a pod of one operating system may not have of the other's, and what containers that are processes of the host ask for.</summary>
internal static class WindowsRules
{
    private const string OnWindows = "cannot be set for a windows pod";

    private static readonly string[] PodSpecFields = ["hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"];

    private static readonly string[] PodFields =
        ["appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy"];

    private static readonly string[] ContainerFields =
        ["appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup"];

    /// <summary>Judges a pod's specification.</summary>
    public static void Spec(Node pod, Faults faults)
    {
        var system = pod["os"];
        if (system.Exists && Check.IsEmpty(system["name"]))
        {
            faults.Required(Spot.Of(system, "name"), "cannot be empty");
        }
        else if (system.Exists && !system["name"].Is("linux") && !system["name"].Is("windows"))
        {
            faults.NotSupported(Spot.Named(system, "", system["name"]), "linux", "windows");
        }

        if (system["name"].Is("linux"))
        {
            Linux(pod["securityContext"], faults);
            foreach (var container in PodRules.Containers(pod))
            {
                Linux(container["securityContext"], faults);
            }
        }
        else if (system["name"].Is("windows"))
        {
            Windows(pod, faults);
        }

        HostProcesses(pod, faults);
    }

    private static void Linux(Node context, Faults faults)
    {
        if (context["windowsOptions"].Exists)
        {
            faults.Forbidden(context["windowsOptions"], "windows options cannot be set for a linux pod");
        }
    }

    private static void Windows(Node pod, Faults faults)
    {
        foreach (var field in PodSpecFields)
        {
            if (field == "hostUsers" || field == "shareProcessNamespace" ? pod[field].Exists : pod[field].IsTrue)
            {
                faults.Forbidden(pod[field], OnWindows);
            }
        }

        if (pod["resources"].Exists)
        {
            faults.Forbidden(pod["resources"], "may not be set for a windows pod");
        }

        Forbid(pod["securityContext"], PodFields, faults);
        foreach (var container in PodRules.Containers(pod))
        {
            Forbid(container["securityContext"], ContainerFields, faults);
        }
    }

    private static void Forbid(Node context, string[] fields, Faults faults)
    {
        foreach (var field in fields)
        {
            if (context[field] is { Exists: true } value && value is not { Kind: NodeKind.List, Count: 0 })
            {
                faults.Forbidden(value, OnWindows);
            }
        }
    }

    private static void HostProcesses(Node pod, Faults faults)
    {
        var ofPod = pod["securityContext"]["windowsOptions"]["hostProcess"];
        var (some, others) = (false, false);
        foreach (var container in PodRules.Containers(pod))
        {
            var own = container["securityContext"]["windowsOptions"]["hostProcess"];
            if (own.Exists && ofPod.Exists && own.IsTrue != ofPod.IsTrue)
            {
                faults.Invalid(own, $"pod hostProcess value must be identical if both are specified, was {(ofPod.IsTrue ? "true" : "false")}");
            }

            var isHost = own.Exists ? own.IsTrue : ofPod.IsTrue;
            some |= isHost;
            others |= !isHost;
        }

        if (some && others)
        {
            faults.Invalid(pod, "If pod contains any hostProcess containers then all containers must be HostProcess containers");
        }

        if (some && !pod["hostNetwork"].IsTrue)
        {
            faults.Invalid(Spot.Of(pod, "hostNetwork"), "hostNetwork must be true if pod contains any hostProcess containers");
        }
    }
}
