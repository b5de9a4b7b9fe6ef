using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>What an API server takes and warns of (<c>pkg/api/*/warnings.go</c>): what is deprecated, has no effect or hides something.</summary>
internal static class WarningRules
{
    private const string OldZone = "failure-domain.beta.kubernetes.io/zone";
    private const string OldRegion = "failure-domain.beta.kubernetes.io/region";
    private const string OldSeccomp = "non-functional in v1.27+; use the \"seccompProfile\" field instead";
    private const string OldClass = "volume.beta.kubernetes.io/storage-class";

    // Without one of these an amount is whole.
    private static readonly System.Buffers.SearchValues<char> OfFractions = System.Buffers.SearchValues.Create(".munEe");

    private static readonly (string Field, string Name, string Words)[] OldVolumes =
    [
        ("gitRepo", "gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
        ("scaleIO", "scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
        ("glusterfs", "glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
        ("quobyte", "quobyte", "deprecated in v1.22, non-functional in v1.25+"),
        ("storageos", "storageOS", "deprecated in v1.22, non-functional in v1.25+"),
        ("photonPersistentDisk", "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
        ("rbd", "rbd", "deprecated in v1.28, non-functional in v1.31+"),
        ("cephfs", "cephfs", "deprecated in v1.28, non-functional in v1.31+"),
    ];

    /// <summary>A pod's specification.</summary>
    public static void Pod(Node at, Scope scope)
    {
        var faults = scope.Faults;
        foreach (var label in at["nodeSelector"].Fields)
        {
            if (OldLabel(label.Key) is { } words)
            {
                faults.Warn(label, words);
            }
        }

        foreach (var constraint in at["topologySpreadConstraints"].Items)
        {
            if (!constraint["labelSelector"].Exists)
            {
                faults.Warn(Spot.Of(constraint, "labelSelector"), "a null labelSelector results in matching no pod");
            }

            if (OldLabel(constraint["topologyKey"].Text) is { } words)
            {
                faults.Warn(constraint["topologyKey"], $"{constraint["topologyKey"].AsString()} is {words}");
            }
        }

        var addresses = new Seen();
        foreach (var alias in at["hostAliases"].Items)
        {
            if (!alias["ip"].Text.IsEmpty && !addresses.Add(alias["ip"]))
            {
                faults.Warn(alias["ip"], $"duplicate ip \"{alias["ip"].AsString()}\"");
            }

            Address(alias["ip"], faults);
        }

        Pulls(at["imagePullSecrets"], faults);
        foreach (var volume in at["volumes"].Items)
        {
            Volume(volume, faults);
            VolumeWarnings.Apply(volume, faults);
        }

        PortWarnings.Apply(at, faults);
        Annotations(at.Parent["metadata"]["annotations"], faults);
        foreach (var server in at["dnsConfig"]["nameservers"].Items)
        {
            Address(server, faults);
        }

        foreach (var container in scope.Containers)
        {
            Variables(container["env"], faults);
            Amounts(container["resources"]["limits"], faults);
            Amounts(container["resources"]["requests"], faults);
        }
    }

    private static void Annotations(Node annotations, Faults faults)
    {
        foreach (var annotation in annotations.Fields)
        {
            if (OldAnnotation(annotation.Key) is { } words)
            {
                faults.Warn(annotation, words);
            }
        }
    }

    private static string? OldAnnotation(ReadOnlySpan<char> key) => key switch
    {
        "scheduler.alpha.kubernetes.io/critical-pod" => "non-functional in v1.16+; use the \"priorityClassName\" field instead",
        "security.alpha.kubernetes.io/sysctls" or "security.alpha.kubernetes.io/unsafe-sysctls" => "non-functional in v1.11+; use the \"sysctls\" field instead",
        "seccomp.security.alpha.kubernetes.io/pod" => OldSeccomp,
        _ when key.StartsWith("container.seccomp.security.alpha.kubernetes.io/") => OldSeccomp,
        _ => null,
    };

    // The one form of an IPv6 address (RFC 5952) is what other programs compare.
    private static void Address(Node address, Faults faults)
    {
        if (address.Text.Contains(':') && address.AsString() is { } text && AddressText.TryRead(text, out var read, out _) && read.ToString() is var canonical && canonical != text)
        {
            faults.Warn(address, $"IPv6 address \"{text}\" should be in RFC 5952 canonical format (\"{canonical}\")");
        }
    }

    private static string? OldLabel(ReadOnlySpan<char> key)
    {
        var (since, now) = key switch
        {
            OldZone => (17, "topology.kubernetes.io/zone"),
            OldRegion => (17, "topology.kubernetes.io/region"),
            "beta.kubernetes.io/arch" => (14, "kubernetes.io/arch"),
            "beta.kubernetes.io/os" => (14, "kubernetes.io/os"),
            "beta.kubernetes.io/instance-type" => (17, "node.kubernetes.io/instance-type"),
            _ => (0, ""),
        };
        return since == 0 ? null : $"deprecated since v1.{since}; use \"{now}\" instead";
    }

    private static void Pulls(Node secrets, Faults faults)
    {
        var seen = new Seen();
        foreach (var secret in secrets.Items)
        {
            var name = secret["name"].AsString() ?? "";
            if (name.Length == 0)
            {
                faults.Warn(Spot.Of(secret, "name"), "invalid empty name \"\"");
            }
            else if (!seen.Add(secret["name"]))
            {
                faults.Warn(secret["name"], $"duplicate name \"{name}\"");
            }
        }
    }

    /// <summary>A source of volumes that is on its way out.</summary>
    public static void Volume(Node volume, Faults faults)
    {
        foreach (var (field, name, words) in OldVolumes)
        {
            if (volume[field].Exists)
            {
                faults.Warn(Spot.Named(volume, "." + name, volume[field]), words);
            }
        }
    }

    private static void Variables(Node variables, Faults faults)
    {
        var seen = new Seen();
        foreach (var variable in variables.Items)
        {
            if (!variable["name"].Text.IsEmpty && !seen.Add(variable["name"]))
            {
                faults.Warn(variable, $"hides previous definition of \"{variable["name"].AsString()}\", which may be dropped when using apply");
            }
        }
    }

    /// <summary>Bytes come whole.</summary>
    public static void Amounts(Node amounts, Faults faults)
    {
        foreach (var amount in amounts.Fields)
        {
            if (amount.Key is "memory" or "ephemeral-storage" or "storage" && amount.Text.ContainsAny(OfFractions) && ResourceRules.Read(amount) is { } quantity && !ResourceRules.IsWhole(quantity))
            {
                faults.Warn(amount, $"fractional byte value \"{amount.AsString()}\" is invalid, must be an integer");
            }
        }
    }

    /// <summary>A term of affinity to pods.</summary>
    public static void PodTerm(Node at, Scope scope)
    {
        if (!at["labelSelector"].Exists)
        {
            scope.Faults.Warn(Spot.Of(at, "labelSelector"), "a null labelSelector results in matching no pod");
        }
    }

    /// <summary>A claim's amounts.</summary>
    public static void Claim(Node at, Scope scope) => Amounts(at["resources"]["requests"], scope.Faults);

    /// <summary>A PersistentVolume.</summary>
    public static void PersistentVolume(Node root, Scope scope)
    {
        Storage(root, scope);
        Volume(root["spec"], scope.Faults);
        if (root["spec"]["persistentVolumeReclaimPolicy"] is var policy && policy.Is("Recycle"))
        {
            scope.Faults.Warn(policy, "The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.");
        }
    }

    /// <summary>The class of storage as an annotation.</summary>
    public static void Storage(Node root, Scope scope)
    {
        if (root["metadata"]["annotations"][OldClass] is { Exists: true } old)
        {
            scope.Faults.Warn(old, "deprecated since v1.8; use \"storageClassName\" attribute instead");
        }
    }

    /// <summary>A Service.</summary>
    public static void Service(Node root, Scope scope)
    {
        var at = root["spec"];
        foreach (var list in (ReadOnlySpan<string>)["clusterIPs", "externalIPs"])
        {
            foreach (var address in at[list].Items)
            {
                Address(address, scope.Faults);
            }
        }

        Address(at["loadBalancerIP"], scope.Faults);
        if (at["externalIPs"].Count > 0)
        {
            scope.Faults.Warn(new Spot(root, "", at["externalIPs"]), "spec.externalIPs is deprecated and may no longer be implemented in some clusters");
        }

        if (at["trafficDistribution"].Is("PreferClose"))
        {
            scope.Faults.Warn(at["trafficDistribution"], "\"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }

        if (root["metadata"]["annotations"]["service.kubernetes.io/topology-aware-hints"] is { Exists: true } hints)
        {
            scope.Faults.Warn(new Spot(root, "", hints), "annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead");
        }
    }

    /// <summary>An Ingress whose class is an annotation.</summary>
    public static void Ingress(Node root, Scope scope)
    {
        if (root["metadata"]["annotations"]["kubernetes.io/ingress.class"] is { Exists: true } old && !root["spec"]["ingressClassName"].Exists)
        {
            scope.Faults.Warn(new Spot(root, "", old), "annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead");
        }
    }

    /// <summary>A driver that asks for tokens and does not say how they are handed over.</summary>
    public static void Driver(Node at, Scope scope)
    {
        if (at["tokenRequests"].Count > 0 && !at["serviceAccountTokenInSecrets"].HasValue)
        {
            scope.Faults.Warn(
                new Spot(scope.Root, "", at["tokenRequests"]),
                "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes");
        }
    }

    /// <summary>Endpoints.</summary>
    public static void Endpoints(Node root, Scope scope) =>
        scope.Faults.Warn(new Spot(root, "", root["kind"].Exists ? root["kind"] : root), "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
}
