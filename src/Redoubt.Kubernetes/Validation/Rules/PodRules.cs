using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of a pod's specification that join several of its fields.</summary>
internal static class PodRules
{
    private const string AppArmorPrefix = "container.apparmor.security.beta.kubernetes.io/";

    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    /// <summary>Every container of a pod, of whatever list.</summary>
    public static List<Node> Containers(Node pod)
    {
        var containers = new List<Node>(pod["containers"].Count + pod["initContainers"].Count);
        foreach (var list in ContainerLists)
        {
            foreach (var container in pod[list].Items)
            {
                containers.Add(container);
            }
        }

        return containers;
    }

    /// <summary>A list's items, for those who cannot hold its walk.</summary>
    public static List<Node> Items(Node list)
    {
        var items = new List<Node>(list.Count);
        foreach (var item in list.Items)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>A Pod itself: what its annotations say of its containers, and what a template may have and it may not.</summary>
    public static void Pod(Node at, Scope scope)
    {
        AppArmor(at["metadata"], at["spec"], Spot.Of(at["metadata"], "annotations"), scope.Faults);
        foreach (var container in Containers(at["spec"]))
        {
            if (container["image"].Text is var image && image.Length != image.Trim().Length)
            {
                scope.Faults.Invalid(container["image"], "must not have leading or trailing whitespace");
            }
        }

        if (!Check.IsEmpty(at["spec"]["nodeName"]) && at["spec"]["schedulingGates"].Count > 0)
        {
            scope.Faults.Forbidden(at["spec"]["nodeName"], "cannot be set until all schedulingGates have been cleared");
        }

        foreach (var container in at["spec"]["ephemeralContainers"].Items)
        {
            scope.Faults.Forbidden(container, "cannot be set on create");
            break;
        }
    }

    /// <summary>A template: the server names its labels and annotations without <c>metadata</c>.</summary>
    public static void Template(Node at, Scope scope)
    {
        var metadata = at["metadata"];
        MetadataRules.Labels(metadata["labels"], Spot.Named(at, ".labels", metadata["labels"]), scope.Faults);
        var annotations = Spot.Named(at, ".annotations", metadata["annotations"]);
        MetadataRules.Annotations(metadata["annotations"], annotations, scope.Faults);
        AppArmor(metadata, at["spec"], annotations, scope.Faults);
        if (!at["spec"].Exists)
        {
            scope.Faults.Required(new Spot(at, ".spec.containers", at));
        }

        if (at["spec"]["ephemeralContainers"] is { Count: > 0 } ephemeral)
        {
            scope.Faults.Forbidden(ephemeral, "ephemeral containers not allowed in pod template");
        }
    }

    private static void AppArmor(Node metadata, Node pod, Spot spot, Faults faults)
    {
        foreach (var annotation in metadata["annotations"].Fields)
        {
            if (!annotation.Key.StartsWith(AppArmorPrefix))
            {
                continue;
            }

            var name = annotation.Key[AppArmorPrefix.Length..].ToString();
            var at = Spot.Named(spot.Base, $"{spot.Path}[{annotation.Key}]", annotation);
            var profile = annotation.AsString() ?? "";
            if (Containers(pod).FirstOrDefault(container => container["name"].Is(name)) is not { Exists: true } found)
            {
                faults.Invalid(at, "container not found");
            }
            else if (found["securityContext"]["appArmorProfile"]["type"] is { Exists: true } type && Profile(profile) is { } annotated && !type.Is(annotated))
            {
                faults.Forbidden(type, "apparmor type in annotation and field must match");
            }

            if (profile is not ("" or "runtime/default" or "unconfined") && !profile.StartsWith("localhost/", StringComparison.Ordinal))
            {
                faults.Invalid(at, "invalid AppArmor profile name");
            }
        }
    }

    private static string? Profile(string annotation) => annotation switch
    {
        "runtime/default" => "RuntimeDefault",
        "unconfined" => "Unconfined",
        _ => annotation.StartsWith("localhost/", StringComparison.Ordinal) ? "Localhost" : null,
    };

    /// <summary>What a pod's specification says of the machine's namespaces, and of its operating system.</summary>
    public static void Spec(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (at["hostUsers"].IsFalse)
        {
            foreach (var (field, path) in (ReadOnlySpan<(string, string)>)[("hostPID", ".HostPID"), ("hostIPC", ".HostIPC"), ("hostNetwork", ".hostNetwork")])
            {
                if (at[field].IsTrue)
                {
                    faults.Forbidden(Spot.Named(at, path, at[field]), "when `hostUsers` is false");
                }
            }
        }

        if (at["shareProcessNamespace"].IsTrue && at["hostPID"].IsTrue)
        {
            faults.Invalid(at["shareProcessNamespace"], "ShareProcessNamespace and HostPID cannot both be enabled");
        }

        if (at["hostnameOverride"].Exists && at["hostNetwork"].IsTrue)
        {
            faults.Forbidden(at["hostnameOverride"], "may not be specified when hostNetwork is true");
        }

        if (at["hostnameOverride"].Exists && at["setHostnameAsFQDN"].IsTrue)
        {
            faults.Forbidden(at["hostnameOverride"], "may not be specified when setHostnameAsFQDN is true");
        }

        MetadataRules.Labels(at["nodeSelector"], Spot.Of(at, "nodeSelector"), faults);
        Dns(at, faults);
        Gates(at["schedulingGates"], faults);
        Spread(at["topologySpreadConstraints"], faults);
        Claims(at["resourceClaims"], faults);
        Overhead(at["overhead"], faults);
        WindowsRules.Spec(at, faults);
    }

    private static void Dns(Node pod, Faults faults)
    {
        var config = pod["dnsConfig"];
        if (pod["dnsPolicy"].Is("None"))
        {
            if (!config.Exists)
            {
                faults.Required(Spot.Of(pod, "dnsConfig"), "must provide `dnsConfig` when `dnsPolicy` is None");
            }
            else if (config["nameservers"].Count == 0)
            {
                faults.Required(Spot.Of(config, "nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
            }
        }

        if (config["nameservers"].Count > 3)
        {
            faults.Invalid(config["nameservers"], "must not have more than 3 nameservers");
        }

        var length = 0;
        foreach (var search in config["searches"].Items)
        {
            var text = search.AsString() ?? "";
            length += text.Length + 1;
            // A search may end with the root's dot, or be it, and its labels may have low lines.
            var relaxed = (text.EndsWith('.') ? text[..^1] : text).Replace('_', '-');
            if (text != "." && NameRules.DnsSubdomain(System.Text.RegularExpressions.Regex.Replace(relaxed, "(^|\\.)-|-(\\.|$)", "$1a$2")).Count > 0)
            {
                faults.Invalid(search, "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character");
            }
        }

        if (config["searches"].Count > 32)
        {
            faults.Invalid(config["searches"], "must not have more than 32 search paths");
        }

        if (length - 1 > 2048)
        {
            faults.Invalid(config["searches"], "must not have more than 2048 characters (including spaces) in the search list");
        }

        foreach (var option in config["options"].Items)
        {
            if (Check.IsEmpty(option["name"]))
            {
                faults.Required(option, "must not be empty");
            }
        }
    }

    private static void Gates(Node gates, Faults faults)
    {
        var seen = new Seen();
        foreach (var gate in gates.Items)
        {
            var name = gate["name"].AsString() ?? "";
            faults.Invalid(new Spot(gate, "", gate), NameRules.QualifiedName(name));
            if (!seen.Add(gate["name"]))
            {
                faults.Duplicate(gate);
            }
        }
    }

    private static void Spread(Node constraints, Faults faults)
    {
        if (constraints.Count == 0)
        {
            return;
        }

        var left = new Dictionary<(string, string), int>();
        foreach (var constraint in constraints.Items)
        {
            var pair = (constraint["topologyKey"].AsString() ?? "", constraint["whenUnsatisfiable"].AsString() ?? "");
            left[pair] = left.GetValueOrDefault(pair) + 1;
        }

        foreach (var constraint in constraints.Items)
        {
            var (key, when) = (constraint["topologyKey"].AsString() ?? "", constraint["whenUnsatisfiable"].AsString() ?? "");
            if (constraint["maxSkew"] is not { Kind: NodeKind.Int, Int: > 0 })
            {
                faults.Invalid(Spot.Of(constraint, "maxSkew"), "must be greater than zero");
            }

            if (constraint["minDomains"] is { Kind: NodeKind.Int } domains)
            {
                if (domains.Int <= 0)
                {
                    faults.Invalid(domains, "must be greater than zero");
                }

                if (when != "DoNotSchedule")
                {
                    faults.Invalid(domains, "can only use minDomains if whenUnsatisfiable=DoNotSchedule");
                }
            }

            if (key.Length == 0)
            {
                faults.Required(Spot.Of(constraint, "topologyKey"), "can not be empty");
            }

            if (when is not ("DoNotSchedule" or "ScheduleAnyway"))
            {
                faults.NotSupported(Spot.Of(constraint, "whenUnsatisfiable"), "DoNotSchedule", "ScheduleAnyway");
            }

            // The first of two is named.
            if (--left[(key, when)] > 0)
            {
                faults.Duplicate(Spot.Named(constraint, ".{topologyKey, whenUnsatisfiable}", constraint));
            }

            if (constraint["matchLabelKeys"].Count > 0 && !constraint["labelSelector"].Exists)
            {
                faults.Forbidden(constraint["matchLabelKeys"], "must not be specified when labelSelector is not set");
            }
        }
    }

    private static void Claims(Node claims, Faults faults)
    {
        foreach (var claim in claims.Items)
        {
            var count = (claim["resourceClaimName"].Exists ? 1 : 0) + (claim["resourceClaimTemplateName"].Exists ? 1 : 0);
            if (count > 1)
            {
                faults.Invalid(claim, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            }
            else if (count == 0)
            {
                faults.Invalid(claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
        }
    }

    private static void Overhead(Node overhead, Faults faults)
    {
        foreach (var amount in overhead.Fields)
        {
            ResourceRules.Amount(amount, amount.Key.ToString(), faults);
        }
    }

    /// <summary>A pod's own security context: kernel parameters that share a namespace with the machine.</summary>
    public static void Security(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var seen = new Seen();
        foreach (var sysctl in at["sysctls"].Items)
        {
            var name = sysctl["name"].AsString() ?? "";
            if (name.Length == 0)
            {
                faults.Required(Spot.Of(sysctl, "name"));
                continue;
            }

            if (!IsSysctl(name))
            {
                faults.Invalid(sysctl["name"], "must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            }
            else if (!seen.Add(sysctl["name"]))
            {
                faults.Duplicate(sysctl["name"]);
            }

            if (scope.Pod["hostNetwork"].IsTrue && name.Replace('/', '.').StartsWith("net.", StringComparison.Ordinal))
            {
                faults.Invalid(sysctl["name"], "may not be specified when 'hostNetwork' is true");
            }

            var path = name.Replace('/', '.');
            if (scope.Pod["hostIPC"].IsTrue && (path.StartsWith("kernel.shm", StringComparison.Ordinal) || path.StartsWith("kernel.msg", StringComparison.Ordinal) || path is "kernel.sem" || path.StartsWith("fs.mqueue.", StringComparison.Ordinal)))
            {
                faults.Invalid(sysctl["name"], "may not be specified when 'hostIPC' is true");
            }
        }

        SecurityRules.Profiles(at, faults);
        SecurityRules.Windows(at["windowsOptions"], faults);
    }

    private static bool IsSysctl(string name) => name.Length <= 253 && name.Split('.', '/').All(part =>
        part.Length > 0 && part.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit is '-' or '_')
        && part[0] is not ('-' or '_') && part[^1] is not ('-' or '_'));
}
