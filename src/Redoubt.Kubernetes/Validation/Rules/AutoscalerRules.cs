using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of autoscalers, of both versions, and of budgets for disruptions.</summary>
internal static class AutoscalerRules
{
    private static readonly (string Type, string Field)[] Sources =
        [("Object", "object"), ("Pods", "pods"), ("Resource", "resource"), ("ContainerResource", "containerResource"), ("External", "external")];

    /// <summary>An autoscaler.</summary>
    public static void Autoscaler(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        if (!at.Exists)
        {
            faults.Required(new Spot(root, ".spec.maxReplicas", root));
            faults.Required(new Spot(root, ".spec.scaleTargetRef.kind", root));
            faults.Required(new Spot(root, ".spec.scaleTargetRef.name", root));
            faults.Invalid(new Spot(root, ".spec.scaleTargetRef.apiVersion", root), "apiVersion must specify API group");
            return;
        }

        if (at["minReplicas"] is { Kind: NodeKind.Int, Int: < 1 } least)
        {
            faults.Invalid(least, "must be greater than or equal to 1");
        }

        var most = at["maxReplicas"];
        if (Check.IsEmpty(most))
        {
            faults.Required(Spot.Of(at, "maxReplicas"));
        }
        else if (most.Int < 1)
        {
            faults.Invalid(most, "must be greater than 0");
        }

        var minimum = at["minReplicas"] is { Kind: NodeKind.Int } said ? said.Int : 1;
        if (most.Int < minimum)
        {
            faults.Invalid(Spot.Of(at, "maxReplicas"), "must be greater than or equal to `minReplicas`");
        }

        if (at["targetCPUUtilizationPercentage"] is { Kind: NodeKind.Int, Int: < 1 } percentage)
        {
            faults.Invalid(Spot.Named(at, ".metrics[0].resource.target.averageUtilization", percentage), "must be greater than 0");
        }

        Target(at, "scaleTargetRef", faults);
        foreach (var metric in at["metrics"].Items)
        {
            Metric(metric, faults);
        }

        Behavior(at["behavior"]["scaleUp"], faults);
        Behavior(at["behavior"]["scaleDown"], faults);
    }

    private static void Target(Node at, string field, Faults faults)
    {
        var target = at[field];
        foreach (var name in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (Check.IsEmpty(target[name]))
            {
                faults.Required(target.Exists ? Spot.Of(target, name) : new Spot(at, $".{field}.{name}", at));
            }
            else
            {
                faults.Invalid(target[name], TextFormats.PathSegment(target[name].AsString() ?? ""));
            }
        }

        if (field != "scaleTargetRef")
        {
            return;
        }

        var version = target["apiVersion"].AsString() ?? "";
        if (version.Split('/').Length > 2)
        {
            faults.Invalid(target["apiVersion"], "unexpected GroupVersion string");
        }
        else if (version.Length > 0 && version != "v1" && !version.Contains('/', StringComparison.Ordinal))
        {
            faults.Invalid(target["apiVersion"], "apiVersion must specify API group");
        }
        else if (version.Length == 0 && !target["kind"].Is("ReplicationController"))
        {
            faults.Invalid(target.Exists ? Spot.Of(target, "apiVersion") : new Spot(at, $".{field}.apiVersion", at), "apiVersion must specify API group");
        }
    }

    private static void Metric(Node metric, Faults faults)
    {
        var type = metric["type"].AsString() ?? "";
        if (type.Length == 0)
        {
            faults.Required(Spot.Of(metric, "type"), "must specify a metric source type");
        }
        else if (!Array.Exists(Sources, source => source.Type == type))
        {
            faults.NotSupported(metric["type"], [.. Sources.Select(source => source.Type).Order(StringComparer.Ordinal)]);
        }

        var several = Sources.Count(source => metric[source.Field].Exists) > 1;
        foreach (var (sourceType, field) in Sources)
        {
            var source = metric[field];
            if (!source.Exists)
            {
                continue;
            }

            Source(source, field, faults);
            if (several && sourceType != type)
            {
                faults.Forbidden(source, "must populate the given metric source only");
            }
        }

        if (Array.Find(Sources, source => source.Type == type) is { Field: { } wanted } && !metric[wanted].Exists)
        {
            faults.Required(Spot.Of(metric, wanted), "must populate information for the given metric source");
        }
    }

    private static void Source(Node source, string field, Faults faults)
    {
        if (field == "object")
        {
            Target(source, "describedObject", faults);
        }

        if (field is "resource" or "containerResource")
        {
            if (Check.IsEmpty(source["name"]))
            {
                faults.Required(Spot.Of(source, "name"), "must specify a resource name");
            }

            if (field == "containerResource" && Check.IsEmpty(source["container"]))
            {
                faults.Required(Spot.Of(source, "container"), "must specify a container");
            }
        }
        else if (Check.IsEmpty(source["metric"]["name"]))
        {
            faults.Required(source["metric"].Exists ? Spot.Of(source["metric"], "name") : new Spot(source, ".metric.name", source), "must specify a metric name");
        }

        Value(source, field, faults);
    }

    private static void Value(Node source, string field, Faults faults)
    {
        var target = source["target"];
        Spot Of(string name) => target.Exists ? Spot.Of(target, name) : new Spot(source, ".target." + name, source);
        var (average, value, utilization) = (target["averageValue"], target["value"], target["averageUtilization"]);
        var type = target["type"].AsString() ?? "";
        if (type.Length == 0)
        {
            faults.Required(Of("type"), "must specify a metric target type");
        }
        else if (type is not ("Utilization" or "Value" or "AverageValue"))
        {
            faults.Invalid(target["type"], "must be either Utilization, Value, or AverageValue");
        }

        if (value.Exists && ResourceRules.Read(value) is { Sign: <= 0 })
        {
            faults.Invalid(value, "must be positive");
        }

        if (average.Exists && ResourceRules.Read(average) is { Sign: <= 0 })
        {
            faults.Invalid(average, "must be positive");
        }

        if (utilization is { Kind: NodeKind.Int, Int: < 1 })
        {
            faults.Invalid(utilization, "must be greater than 0");
        }

        switch (field)
        {
            case "pods":
                if (!average.Exists || ResourceRules.Read(average) is { Sign: <= 0 })
                {
                    faults.Required(Of("averageValue"), "must specify a positive target averageValue");
                }

                break;
            case "object" or "external":
                if (value.Exists && average.Exists && field == "external")
                {
                    faults.Forbidden(Of("value"), "may not set both a target value for metric and a per-pod target");
                }

                if (!value.Exists && !average.Exists)
                {
                    faults.Required(field == "object" ? Of("averageValue") : Of("averageValue"), "must set either a target value for metric or a per-pod target");
                }

                break;
            default:
                if (utilization.Exists && average.Exists)
                {
                    faults.Forbidden(average, "may not set both a target raw value and a target utilization");
                }

                if (!utilization.Exists && !average.Exists)
                {
                    faults.Required(Of("averageUtilization"), "must set either a target raw value or a target utilization");
                }

                break;
        }
    }

    private static void Behavior(Node rules, Faults faults)
    {
        if (!rules.Exists)
        {
            return;
        }

        if (rules["stabilizationWindowSeconds"] is { Kind: NodeKind.Int } window)
        {
            if (window.Int < 0)
            {
                faults.Invalid(window, "must be greater than or equal to zero");
            }

            if (window.Int > 3600)
            {
                faults.Invalid(window, "must be less than or equal to 3600");
            }
        }

        if (rules["selectPolicy"].Exists && !rules["selectPolicy"].Is("Max") && !rules["selectPolicy"].Is("Min") && !rules["selectPolicy"].Is("Disabled"))
        {
            faults.NotSupported(rules["selectPolicy"], "Disabled", "Max", "Min");
        }

        if (rules["policies"] is { Kind: NodeKind.List, Count: 0 })
        {
            faults.Required(rules["policies"], "must specify at least one Policy");
        }

        foreach (var policy in rules["policies"].Items)
        {
            Policy(policy, faults);
        }
    }

    private static void Policy(Node policy, Faults faults)
    {
        if (!policy["type"].Is("Pods") && !policy["type"].Is("Percent"))
        {
            faults.NotSupported(Spot.Of(policy, "type"), "Percent", "Pods");
        }

        if (policy["value"] is not { Kind: NodeKind.Int, Int: > 0 })
        {
            faults.Invalid(Spot.Of(policy, "value"), "must be greater than zero");
        }

        if (policy["periodSeconds"] is not { Kind: NodeKind.Int, Int: > 0 })
        {
            faults.Invalid(Spot.Of(policy, "periodSeconds"), "must be greater than zero");
        }
        else if (policy["periodSeconds"].Int > 1800)
        {
            faults.Invalid(policy["periodSeconds"], "must be less than or equal to 1800");
        }
    }

    /// <summary>A budget.</summary>
    public static void Budget(Node root, Scope scope)
    {
        var at = root["spec"];
        if (at["minAvailable"].Exists && at["maxUnavailable"].Exists)
        {
            scope.Faults.Invalid(at, "minAvailable and maxUnavailable cannot be both set");
        }

        foreach (var field in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            if (at[field].Exists)
            {
                WorkloadRules.Percentage(at[field], scope.Faults);
                WorkloadRules.NotAbove(at[field], scope.Faults);
            }
        }

        if (at["unhealthyPodEvictionPolicy"].AsString() is { } policy && policy is not ("IfHealthyBudget" or "AlwaysAllow"))
        {
            scope.Faults.NotSupported(at["unhealthyPodEvictionPolicy"], "AlwaysAllow", "IfHealthyBudget");
        }
    }
}
