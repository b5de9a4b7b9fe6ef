using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of kinds that a cluster's operators write: classes, priorities, flow control, aggregated APIs.</summary>
internal static class ClusterRules
{
    private const string PodSecurity = "pod-security.kubernetes.io/";
    private const long HighestOfUsers = 1_000_000_000;

    private static readonly string[] Levels = ["baseline", "privileged", "restricted"];

    /// <summary>A Namespace: the server writes its name into a label, and reads levels of Pod Security from others.</summary>
    public static void Namespace(Node root, Scope scope)
    {
        var metadata = root["metadata"];
        if (metadata["name"].AsString() is { } name && NameRules.LabelValue(name) is { Count: > 0 } wrong)
        {
            scope.Faults.Invalid(Spot.Named(metadata, ".labels", metadata["name"]), wrong);
        }

        foreach (var label in metadata["labels"].Fields)
        {
            if (!label.Key.StartsWith(PodSecurity))
            {
                continue;
            }

            var key = label.Key[PodSecurity.Length..];
            var value = label.AsString() ?? "";
            if (key is "enforce" or "audit" or "warn" && !Levels.Contains(value))
            {
                scope.Faults.Invalid(Spot.Named(metadata["labels"], $"[{label.Key}]", label), "must be one of privileged, baseline, restricted");
            }
            else if (key is "enforce-version" or "audit-version" or "warn-version" && value != "latest" && !IsVersion(value))
            {
                scope.Faults.Invalid(Spot.Named(metadata["labels"], $"[{label.Key}]", label), "must be \"latest\" or \"v1.x\"");
            }
        }
    }

    private static bool IsVersion(string text) => text.StartsWith("v1.", StringComparison.Ordinal) && text.Length > 3
        && text.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0 && (text.Length == 4 || text[3] != '0');

    /// <summary>A class of priorities.</summary>
    public static void Priority(Node root, Scope scope)
    {
        var name = root["metadata"]["name"].AsString() ?? "";
        if (name is "system-cluster-critical" or "system-node-critical")
        {
            return;
        }

        if (name.StartsWith("system-", StringComparison.Ordinal))
        {
            scope.Faults.Forbidden(root["metadata"]["name"], "priority class names with 'system-' prefix are reserved for system use only. error: the name is not a known system priority class");
        }

        if (root["value"] is { Kind: NodeKind.Int, Int: > HighestOfUsers } value)
        {
            scope.Faults.Forbidden(value, $"maximum allowed value of a user defined priority is {HighestOfUsers}");
        }
    }

    /// <summary>A class of storage.</summary>
    public static void Storage(Node root, Scope scope)
    {
        var faults = scope.Faults;
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topology in root["allowedTopologies"].Items)
        {
            if (!terms.Add(Canonical(topology)))
            {
                faults.Duplicate(Spot.Of(topology, "matchLabelExpressions"));
            }

            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var term in topology["matchLabelExpressions"].Items)
            {
                var key = term["key"].AsString() ?? "";
                faults.Invalid(Spot.Of(term, "key"), NameRules.QualifiedName(key));
                if (!keys.Add(key))
                {
                    faults.Duplicate(Spot.Of(term, "key"));
                }

                if (term["values"].Count == 0)
                {
                    faults.Required(Spot.Of(term, "values"));
                }

                var values = new HashSet<string>(StringComparer.Ordinal);
                foreach (var value in term["values"].Items)
                {
                    if (!values.Add(value.AsString() ?? ""))
                    {
                        faults.Duplicate(value);
                    }
                }
            }
        }

        if (root["parameters"].Count > 512)
        {
            faults.TooLong(root["parameters"], "Provisioner Parameters exceeded max allowed");
        }

        foreach (var parameter in root["parameters"].Fields)
        {
            if (parameter.Key.IsEmpty)
            {
                faults.Invalid(Spot.Named(root["parameters"], "", parameter), "field can not be empty.");
            }
        }
    }

    // Two terms are the same if they have the same keys with the same values.
    private static string Canonical(Node topology)
    {
        var terms = new List<string>();
        foreach (var term in topology["matchLabelExpressions"].Items)
        {
            var values = PodRules.Items(term["values"]).Select(value => value.AsString() ?? "").Order(StringComparer.Ordinal);
            terms.Add($"{term["key"].AsString()}\n{string.Join('\n', values)}");
        }

        return string.Join("\n\n", terms.Order(StringComparer.Ordinal));
    }

    /// <summary>A driver of storage.</summary>
    public static void Driver(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        var audiences = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in at["tokenRequests"].Items)
        {
            if (!audiences.Add(token["audience"].AsString() ?? ""))
            {
                faults.Duplicate(Spot.Of(token, "audience"));
            }

            if (token["expirationSeconds"] is not { Kind: NodeKind.Int } seconds)
            {
                continue;
            }

            if (seconds.Int < 600)
            {
                faults.Invalid(seconds, "may not specify a duration less than 10 minutes");
            }
            else if (seconds.Int > 1L << 32)
            {
                faults.Invalid(seconds, "may not specify a duration larger than 2^32 seconds");
            }
        }

        if (at["serviceAccountTokenInSecrets"].Exists && at["tokenRequests"].Count == 0)
        {
            faults.Invalid(at["serviceAccountTokenInSecrets"], "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
        }
    }

    /// <summary>What a sandbox costs beside its containers.</summary>
    public static void Runtime(Node root, Scope scope)
    {
        foreach (var amount in root["overhead"]["podFixed"].Fields)
        {
            if (ResourceRules.Read(amount) is { Sign: < 0 })
            {
                scope.Faults.Invalid(new Spot(root, $".overhead.limits[{amount.Key}]", amount), "must be greater than or equal to 0");
            }
        }

        MetadataRules.Labels(root["scheduling"]["nodeSelector"], Spot.Of(root["scheduling"], "nodeSelector"), scope.Faults);
    }

    /// <summary>An aggregated API.</summary>
    public static void Aggregated(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        var (group, version) = (at["group"].AsString() ?? "", at["version"].AsString() ?? "");
        if (root["metadata"]["name"].AsString() is { Length: > 0 } name && name != $"{version}.{group}")
        {
            faults.Invalid(root["metadata"]["name"], "must be `spec.version+\".\"+spec.group`");
        }

        if (group.Length == 0)
        {
            if (version != "v1")
            {
                faults.Required(Of("group"), "only v1 may have an empty group and it better be legacy kube");
            }
        }
        else
        {
            faults.Invalid(at["group"], NameRules.DnsSubdomain(group));
        }

        faults.Invalid(Of("version"), NameRules.OldDnsLabel(version));
        if (at["groupPriorityMinimum"] is not { Kind: NodeKind.Int, Int: > 0 and <= 20000 })
        {
            faults.Invalid(Of("groupPriorityMinimum"), "must be positive and less than 20000");
        }

        if (at["versionPriority"] is not { Kind: NodeKind.Int, Int: > 0 and <= 1000 })
        {
            faults.Invalid(Of("versionPriority"), "must be positive and less than 1000");
        }

        if (at["service"] is { Exists: true } service)
        {
            WebhookRules.Service(service, "name", "namespace", faults);
            if (at["insecureSkipTLSVerify"].IsTrue && !Check.IsEmpty(at["caBundle"]))
            {
                faults.Invalid(at["insecureSkipTLSVerify"], "may not be true if caBundle is present");
            }
        }
        else
        {
            if (!Check.IsEmpty(at["caBundle"]))
            {
                faults.Invalid(at["caBundle"], "local APIServices may not have a caBundle");
            }

            if (at["insecureSkipTLSVerify"].IsTrue)
            {
                faults.Invalid(at["insecureSkipTLSVerify"], "local APIServices may not have insecureSkipTLSVerify");
            }
        }
    }
}
