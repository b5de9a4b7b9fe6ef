using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of containers that need to know their pod.</summary>
internal static class ContainerRules
{
    // Never written to.
    private static readonly Dictionary<string, Node> NoVolumes = [];
    private static readonly HashSet<string> NoNames = [];

    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>All containers of a pod.</summary>
    public static void All(Node pod, Scope scope)
    {
        var faults = scope.Faults;
        var containers = scope.Containers;
        var volumes = pod["volumes"].Count == 0 && scope.Kind.Kind != "StatefulSet" ? NoVolumes : new Dictionary<string, Node>(pod["volumes"].Count, StringComparer.Ordinal);
        foreach (var volume in pod["volumes"].Items)
        {
            // A volume with a fault is none to the server.
            if (volume["name"].AsString() is { Length: > 0 } name && !faults.IsTold(volume))
            {
                volumes.TryAdd(name, volume);
            }
        }

        if (scope.Kind.Kind == "StatefulSet")
        {
            foreach (var claim in scope.Root["spec"]["volumeClaimTemplates"].Items)
            {
                if (claim["metadata"]["name"].AsString() is { Length: > 0 } name)
                {
                    volumes[name] = claim;
                }
            }
        }

        var claims = pod["resourceClaims"].Count == 0 ? NoNames : new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in pod["resourceClaims"].Items)
        {
            claims.Add(claim["name"].AsString() ?? "");
        }

        var names = new Seen();
        foreach (var container in containers)
        {
            if (!container["name"].Text.IsEmpty && !names.Add(container["name"]))
            {
                faults.Duplicate(container["name"]);
            }

            Mounts(container, volumes, faults);
            Devices(container, volumes, faults);
            Ports(container, pod, faults);
            ResourceRules.Container(container["resources"], claims, scope.IsPod, faults);
            Resize(container, faults);
            Stop(container, pod, faults);
        }

        foreach (var container in pod["initContainers"].Items)
        {
            Init(container, faults);
        }

        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in pod[list].Items)
            {
                Restart(container, faults);
            }
        }
    }

    private static void Init(Node container, Faults faults)
    {
        if (container["restartPolicy"].Is("Always"))
        {
            return;
        }

        foreach (var field in (ReadOnlySpan<string>)["lifecycle", .. Probes])
        {
            if (container[field].Exists)
            {
                faults.Forbidden(container[field], "may not be set for init containers without restartPolicy=Always");
            }
        }
    }

    private static void Restart(Node container, Faults faults)
    {
        if (container["restartPolicyRules"].Count > 0 && Check.IsEmpty(container["restartPolicy"]))
        {
            faults.Required(Spot.Of(container, "restartPolicy"), "must specify restartPolicy when restart rules are used");
        }
    }

    private static void Mounts(Node container, Dictionary<string, Node> volumes, Faults faults)
    {
        var mounts = container["volumeMounts"];
        var there = volumes.GetAlternateLookup<ReadOnlySpan<char>>();
        var paths = new Seen();
        var hasDevices = container["volumeDevices"].Count > 0;
        var (devices, devicePaths) = hasDevices ? (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal)) : (NoNames, NoNames);
        foreach (var device in container["volumeDevices"].Items)
        {
            devices.Add(device["name"].AsString() ?? "");
            devicePaths.Add(device["devicePath"].AsString() ?? "");
        }

        foreach (var mount in mounts.Items)
        {
            var name = mount["name"].Text;
            var path = mount["mountPath"].Text;
            if (name.IsEmpty)
            {
                faults.Required(Spot.Of(mount, "name"));
            }

            if (!there.ContainsKey(name))
            {
                faults.NotFound(Spot.Of(mount, "name"), "no volume of the pod has this name");
            }

            if (path.IsEmpty)
            {
                faults.Required(Spot.Of(mount, "mountPath"));
            }

            if (!paths.Add(mount["mountPath"]))
            {
                faults.Invalid(Spot.Of(mount, "mountPath"), "must be unique");
            }

            if (hasDevices && devices.Contains(name.ToString()))
            {
                faults.Invalid(mount["name"], "must not already exist in volumeDevices");
            }

            if (hasDevices && devicePaths.Contains(path.ToString()))
            {
                faults.Invalid(mount["mountPath"], "must not already exist as a path in volumeDevices");
            }

            SubPaths(mounts, mount, faults);
            Propagation(container, mounts, mount, faults);
        }
    }

    // The server leaves the mount's number out of these paths.
    private static void SubPaths(Node mounts, Node mount, Faults faults)
    {
        var (path, expression) = (mount["subPath"], mount["subPathExpr"]);
        if (path.AsString() is { Length: > 0 } text)
        {
            faults.Invalid(Spot.Named(mounts, ".subPath", path), TextFormats.LocalPath(text));
        }

        if (expression.AsString() is { Length: > 0 } template)
        {
            if (!Check.IsEmpty(path))
            {
                faults.Invalid(expression, "subPathExpr and subPath are mutually exclusive");
            }

            faults.Invalid(Spot.Named(mounts, ".subPathExpr", expression), TextFormats.LocalPath(template));
        }
    }

    private static void Propagation(Node container, Node mounts, Node mount, Faults faults)
    {
        if (mount["mountPropagation"] is { Exists: true } propagation)
        {
            var at = Spot.Named(mounts, ".mountPropagation", propagation);
            if (propagation.Is("Bidirectional") && !container["securityContext"]["privileged"].IsTrue)
            {
                faults.Forbidden(at, "Bidirectional mount propagation is available only to privileged containers");
            }
            else if (!propagation.Is("Bidirectional") && !propagation.Is("HostToContainer") && !propagation.Is("None"))
            {
                faults.NotSupported(at, "Bidirectional", "HostToContainer", "None");
            }
        }

        if (mount["recursiveReadOnly"] is { Exists: true } recursive && !recursive.Is("Disabled"))
        {
            var at = Spot.Named(mounts, ".recursiveReadOnly", recursive);
            if (!recursive.Is("Enabled") && !recursive.Is("IfPossible"))
            {
                faults.NotSupported(at, "Disabled", "Enabled", "IfPossible");
            }
            else if (!mount["readOnly"].IsTrue)
            {
                faults.Forbidden(at, "may only be specified when readOnly is true");
            }
            else if (mount["mountPropagation"] is { Exists: true } spread && !spread.Is("None"))
            {
                faults.Forbidden(at, "may only be specified when mountPropagation is None or not specified");
            }
        }
    }

    private static void Devices(Node container, Dictionary<string, Node> volumes, Faults faults)
    {
        if (container["volumeDevices"].Count == 0)
        {
            return;
        }

        var mounted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in container["volumeMounts"].Items)
        {
            mounted.Add(mount["name"].AsString() ?? "");
        }

        var (names, paths) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var device in container["volumeDevices"].Items)
        {
            var (name, path) = (device["name"].AsString() ?? "", device["devicePath"].AsString() ?? "");
            if (name.Length == 0)
            {
                faults.Required(Spot.Of(device, "name"));
            }
            else if (!names.Add(name))
            {
                faults.Invalid(device["name"], "must be unique");
            }

            if (path.Length == 0)
            {
                faults.Required(Spot.Of(device, "devicePath"));
            }
            else if (!paths.Add(path))
            {
                faults.Invalid(device["devicePath"], "must be unique");
            }
            else if (path.Split('/').Contains(".."))
            {
                faults.Invalid(device["devicePath"], "can not contain backsteps ('..')");
            }

            if (!volumes.TryGetValue(name, out var volume))
            {
                faults.NotFound(Spot.Of(device, "name"), "no volume of the pod has this name");
            }
            else if (!volume["persistentVolumeClaim"].Exists && !volume["ephemeral"].Exists && !volume["metadata"].Exists)
            {
                faults.Invalid(device["name"], "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }

            if (mounted.Contains(name))
            {
                faults.Invalid(device["name"], "must not already exist in volumeMounts");
            }
        }
    }

    private static void Ports(Node container, Node pod, Faults faults)
    {
        foreach (var port in container["ports"].Items)
        {
            if (pod["hostNetwork"].IsTrue && port["hostPort"] is { Kind: NodeKind.Int, Int: not 0 } host && host.Int != port["containerPort"].Int)
            {
                faults.Invalid(host, "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private static void Resize(Node container, Faults faults)
    {
        var policies = container["resizePolicy"];
        var seen = new Seen();
        foreach (var policy in policies.Items)
        {
            var (resource, restart) = (policy["resourceName"], policy["restartPolicy"]);
            if (!seen.Add(resource))
            {
                faults.Duplicate(policy);
            }

            if (!resource.Is("cpu") && !resource.Is("memory"))
            {
                faults.NotSupported(Spot.Named(policies, "", policy), "cpu", "memory");
            }

            if (Check.IsEmpty(restart))
            {
                faults.Required(Spot.Named(policies, "", policy));
            }
            else if (!restart.Is("NotRequired") && !restart.Is("RestartContainer"))
            {
                faults.NotSupported(Spot.Named(policies, "", policy), "NotRequired", "RestartContainer");
            }
        }
    }

    private static void Stop(Node container, Node pod, Faults faults)
    {
        var grace = pod["terminationGracePeriodSeconds"] is { Kind: NodeKind.Int } said ? said.Int : 30;
        foreach (var hook in (ReadOnlySpan<string>)["preStop", "postStart"])
        {
            var sleep = container["lifecycle"][hook]["sleep"];
            if (sleep["seconds"] is { Kind: NodeKind.Int } seconds && (seconds.Int < 0 || seconds.Int > grace))
            {
                faults.Invalid(sleep, $"must be non-negative and less than terminationGracePeriodSeconds ({grace})");
            }
        }

        if (container["livenessProbe"]["successThreshold"] is { Kind: NodeKind.Int, Int: not (0 or 1) } live)
        {
            faults.Invalid(live, "must be 1");
        }

        if (container["startupProbe"]["successThreshold"] is { Kind: NodeKind.Int, Int: not (0 or 1) } start)
        {
            faults.Invalid(start, "must be 1");
        }

        if (container["readinessProbe"]["terminationGracePeriodSeconds"].Exists)
        {
            faults.Invalid(container["readinessProbe"]["terminationGracePeriodSeconds"], "must not be set for readinessProbes");
        }
    }

    /// <summary>A probe: exactly one way to ask.</summary>
    public static void Probe(Node at, Scope scope) => OneHandler(at, scope.Faults, "exec", "httpGet", "tcpSocket", "grpc");

    /// <summary>A hook: exactly one thing to do.</summary>
    public static void Hook(Node at, Scope scope) => OneHandler(at, scope.Faults, "exec", "httpGet", "tcpSocket", "sleep");

    private static void OneHandler(Node at, Faults faults, params ReadOnlySpan<string> handlers)
    {
        var count = 0;
        foreach (var handler in handlers)
        {
            if (at[handler].Exists && ++count > 1)
            {
                faults.Forbidden(at[handler], "may not specify more than 1 handler type");
            }
        }

        if (count == 0)
        {
            faults.Required(at, "must specify a handler type");
        }
    }

    /// <summary>A probe's or hook's request.</summary>
    public static void Request(Node at, Scope scope)
    {
        Port(at, scope);
        foreach (var header in at["httpHeaders"].Items)
        {
            scope.Faults.Invalid(Spot.Named(at, ".httpHeaders", header), TextFormats.Named("header-name")(header["name"].AsString() ?? ""));
        }
    }

    /// <summary>A port by number or name, in the field <c>port</c>.</summary>
    public static void Port(Node at, Scope scope) => ServiceRules.NumberOrName(Spot.Of(at, "port"), at["port"], scope.Faults);
}
