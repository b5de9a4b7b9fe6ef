using Redoubt.Evidence;
using Redoubt.Evidence.Quantities;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of quotas and ranges of limits.</summary>
internal static class QuotaRules
{
    private static readonly HashSet<string> Standard =
    [
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage", "requests.ephemeral-storage", "limits.cpu", "limits.memory",
        "limits.ephemeral-storage", "pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps",
        "services.nodeports", "services.loadbalancers",
    ];

    private static readonly HashSet<string> Counted =
        ["pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps", "persistentvolumeclaims", "services.nodeports", "services.loadbalancers"];

    private static readonly HashSet<string> OfPods =
        ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory", "pods", "ephemeral-storage", "requests.ephemeral-storage", "limits.ephemeral-storage"];

    private static readonly string[] Scopes =
        ["Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass"];

    /// <summary>A quota.</summary>
    public static void Quota(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        foreach (var hard in at["hard"].Fields)
        {
            var resource = hard.Key.ToString();
            faults.Invalid(new Spot(at["hard"], $"[{resource}]", hard), NameRules.QualifiedName(resource));
            if (!resource.Contains('/', StringComparison.Ordinal) && !Standard.Contains(resource) && !resource.StartsWith("hugepages-", StringComparison.Ordinal)
                && !resource.StartsWith("requests.hugepages-", StringComparison.Ordinal) && !resource.StartsWith("limits.hugepages-", StringComparison.Ordinal))
            {
                faults.Invalid(hard, "must be a standard resource type or fully qualified");
                faults.Invalid(hard, "must be a standard resource for quota");
            }

            if (ResourceRules.Read(hard) is not { } quantity)
            {
                continue;
            }

            if (quantity.Sign < 0)
            {
                faults.Invalid(hard, "must be greater than or equal to 0");
            }

            if ((Counted.Contains(resource) || ResourceRules.IsExtended(resource)) && !ResourceRules.IsWhole(quantity))
            {
                faults.Invalid(hard, "must be an integer");
            }
        }

        ScopesOf(at, faults);
        Selector(at["scopeSelector"], at["hard"], faults);
    }

    private static void ScopesOf(Node at, Faults faults)
    {
        var scopes = at["scopes"];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in scopes.Items)
        {
            var name = one.AsString() ?? "";
            seen.Add(name);
            if (!Scopes.Contains(name))
            {
                faults.Invalid(Spot.Named(scopes, "", one), "unsupported scope");
            }
            else if (!Fits(name, at["hard"]))
            {
                faults.Invalid(Spot.Named(scopes, "", one), "unsupported scope applied to resource");
            }
        }

        if ((seen.Contains("BestEffort") && seen.Contains("NotBestEffort")) || (seen.Contains("Terminating") && seen.Contains("NotTerminating")))
        {
            faults.Invalid(scopes, "conflicting scopes");
        }
    }

    private static bool Fits(string scope, Node hard)
    {
        foreach (var one in hard.Fields)
        {
            var resource = one.Key.ToString();
            var fits = scope switch
            {
                "BestEffort" => resource == "pods",
                "VolumeAttributesClass" => resource is "persistentvolumeclaims" or "requests.storage",
                _ => OfPods.Contains(resource),
            };
            // What is no resource of Kubernetes' own is not asked.
            if (!fits && Standard.Contains(resource))
            {
                return false;
            }
        }

        return true;
    }

    // The server leaves the term's number out of the path.
    private static void Selector(Node selector, Node hard, Faults faults)
    {
        var terms = selector["matchExpressions"];
        foreach (var term in terms.Items)
        {
            var (name, operation) = (term["scopeName"].AsString() ?? "", term["operator"].AsString() ?? "");
            if (!Scopes.Contains(name))
            {
                faults.Invalid(Spot.Named(terms, ".scopeName", term["scopeName"].Exists ? term["scopeName"] : term), "unsupported scope");
            }
            else if (!Fits(name, hard))
            {
                faults.Invalid(Spot.Named(selector, "", term), "unsupported scope applied to resource");
            }

            if (name is "Terminating" or "NotTerminating" or "BestEffort" or "NotBestEffort" or "CrossNamespacePodAffinity" && operation != "Exists")
            {
                faults.Invalid(Spot.Named(terms, ".operator", term["operator"].Exists ? term["operator"] : term), "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
                if (operation is "In" or "NotIn" or "DoesNotExist")
                {
                    continue;
                }
            }

            var values = Spot.Named(terms, ".values", term["values"].Exists ? term["values"] : term);
            switch (operation)
            {
                case "In" or "NotIn":
                    if (term["values"].Count == 0)
                    {
                        faults.Required(values, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                    }

                    break;
                case "Exists" or "DoesNotExist":
                    if (term["values"].Count > 0)
                    {
                        faults.Invalid(values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
                    }

                    break;
                default:
                    faults.Invalid(Spot.Named(terms, ".operator", term["operator"].Exists ? term["operator"] : term), "not a valid selector operator");
                    break;
            }
        }
    }

    /// <summary>A range of limits.</summary>
    public static void Limits(Node root, Scope scope)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var limit in root["spec"]["limits"].Items)
        {
            var type = limit["type"].AsString() ?? "";
            var faults = scope.Faults;
            var wrong = NameRules.QualifiedName(type);
            faults.Invalid(Spot.Of(limit, "type"), wrong);
            if (!type.Contains('/', StringComparison.Ordinal) && type is not ("Pod" or "Container" or "PersistentVolumeClaim"))
            {
                faults.Invalid(Spot.Of(limit, "type"), "must be a standard limit type or fully qualified");
            }

            if (!types.Add(type))
            {
                faults.Duplicate(Spot.Of(limit, "type"));
            }

            if (type == "Pod")
            {
                foreach (var field in (ReadOnlySpan<string>)["default", "defaultRequest"])
                {
                    if (limit[field].Count > 0)
                    {
                        faults.Forbidden(limit[field], "may not be specified when `type` is 'Pod'");
                    }
                }
            }

            if (type == "PersistentVolumeClaim" && !limit["min"]["storage"].Exists && !limit["max"]["storage"].Exists)
            {
                faults.Required(limit, "either minimum or maximum storage value is required, but neither was provided");
            }

            Item(limit, faults);
        }
    }

    private static void Item(Node limit, Faults faults)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var field in (ReadOnlySpan<string>)["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"])
        {
            foreach (var amount in limit[field].Fields)
            {
                names.Add(amount.Key.ToString());
                ResourceRules.Amount(amount, amount.Key.ToString(), faults);
            }
        }

        foreach (var name in names)
        {
            Spot Of(string field) => new(limit, $".{field}[{name}]", limit[field][name] is { Exists: true } there ? there : limit);
            var (max, min) = (ResourceRules.Read(limit["max"][name]), ResourceRules.Read(limit["min"][name]));
            var (usual, request) = (ResourceRules.Read(limit["default"][name]), ResourceRules.Read(limit["defaultRequest"][name]));
            // The server fills the defaults of a container in: the limit from the maximum, the request from the limit, else the minimum.
            if (limit["type"].Is("Container"))
            {
                usual ??= max;
                request ??= usual ?? min;
            }

            Above(min, max, Of("min"), "min value", "max value", faults);
            Above(min, request, Of("defaultRequest"), "min value", "default request value", faults);
            Above(request, max, Of("defaultRequest"), "default request value", "max value", faults);
            Above(request, usual, Of("defaultRequest"), "default request value", "default limit value", faults);
            Above(min, usual, Of("default"), "min value", "default value", faults);
            Above(usual, max, Of("default"), "default value", "max value", faults);
            Ratio(ResourceRules.Read(limit["maxLimitRequestRatio"][name]), min, max, Of("maxLimitRequestRatio"), faults);
        }
    }

    private static void Above(Quantity? left, Quantity? right, Spot at, string leftName, string rightName, Faults faults)
    {
        if (left is not null && right is not null && left.CompareTo(right) > 0)
        {
            faults.Invalid(at, $"{leftName} {left} is greater than {rightName} {right}");
        }
    }

    private static void Ratio(Quantity? ratio, Quantity? min, Quantity? max, Spot at, Faults faults)
    {
        if (ratio is null)
        {
            return;
        }

        if (ratio.CompareTo(Quantity.Read("1", out _)!) < 0)
        {
            faults.Invalid(at, $"ratio {ratio} is less than 1");
        }

        if (min is not null && max is not null && min.Sign > 0 && ratio.Approximate > max.Approximate / min.Approximate * 1.000000001)
        {
            faults.Invalid(at, "ratio is greater than max/min");
        }
    }
}
