using System.Globalization;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of the controllers that keep pods running.</summary>
internal static class WorkloadRules
{
    private const string DoesNotMatch = "`selector` does not match template `labels`";

    /// <summary>A Deployment.</summary>
    public static void Deployment(Node root, Scope scope)
    {
        var (at, faults) = (Spec(root, faults: scope.Faults), scope.Faults);
        if (!at.Exists)
        {
            return;
        }

        Selector(at, faults, "deployment");
        Template(at, "Deployment", faults);
        var strategy = at["strategy"];
        var type = strategy["type"].AsString() is { Length: > 0 } said ? said : "RollingUpdate";
        if (type == "Recreate")
        {
            if (strategy["rollingUpdate"].Exists)
            {
                faults.Forbidden(strategy["rollingUpdate"], "may not be specified when strategy `type` is 'Recreate'");
            }
        }
        else if (type != "RollingUpdate")
        {
            faults.NotSupported(Spot.Named(strategy, "", strategy["type"]), "Recreate", "RollingUpdate");
        }
        else
        {
            Rolling(strategy["rollingUpdate"], faults);
        }

        if (at["progressDeadlineSeconds"] is { Kind: NodeKind.Int } deadline && deadline.Int <= (at["minReadySeconds"].Int))
        {
            faults.Invalid(deadline, "must be greater than minReadySeconds");
        }
    }

    private static void Rolling(Node rolling, Faults faults)
    {
        foreach (var field in (ReadOnlySpan<string>)["maxUnavailable", "maxSurge"])
        {
            if (rolling[field].Exists)
            {
                Percentage(rolling[field], faults);
            }
        }

        if (rolling["maxUnavailable"].Exists && rolling["maxSurge"].Exists && IsZero(rolling["maxUnavailable"]) && IsZero(rolling["maxSurge"]))
        {
            faults.Invalid(rolling["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
        }

        NotAbove(rolling["maxUnavailable"], faults);
    }

    /// <summary>A DaemonSet.</summary>
    public static void DaemonSet(Node root, Scope scope)
    {
        var (at, faults) = (Spec(root, faults: scope.Faults), scope.Faults);
        if (!at.Exists)
        {
            return;
        }

        if (at["selector"].Exists && IsEmptySelector(at["selector"]))
        {
            faults.Invalid(at["selector"], "empty selector is invalid for daemonset");
        }

        // No selector selects no pod.
        if (!at["selector"].Exists)
        {
            faults.Invalid(LabelsOf(at), DoesNotMatch);
        }
        else
        {
            Matches(at, faults);
        }

        Template(at, "DaemonSet", faults);
        var strategy = at["updateStrategy"];
        var type = strategy["type"].AsString() is { Length: > 0 } said ? said : "RollingUpdate";
        if (type == "RollingUpdate")
        {
            var rolling = strategy["rollingUpdate"];
            foreach (var field in (ReadOnlySpan<string>)["maxUnavailable", "maxSurge"])
            {
                if (rolling[field].Exists)
                {
                    Percentage(rolling[field], faults);
                    NotAbove(rolling[field], faults);
                }
            }

            if (rolling["maxUnavailable"].Exists && IsZero(rolling["maxUnavailable"]) && (!rolling["maxSurge"].Exists || IsZero(rolling["maxSurge"])))
            {
                faults.Invalid(rolling["maxUnavailable"], "cannot be 0 when maxSurge is 0");
            }
            else if (rolling["maxSurge"].Exists && !IsZero(rolling["maxSurge"]) && (!rolling["maxUnavailable"].Exists || !IsZero(rolling["maxUnavailable"])))
            {
                faults.Invalid(Spot.Of(rolling, "maxSurge"), "may not be set when maxUnavailable is non-zero");
            }
        }
        else if (type != "OnDelete")
        {
            faults.NotSupported(Spot.Named(strategy, "", strategy["type"]), "RollingUpdate", "OnDelete");
        }
    }

    /// <summary>A StatefulSet.</summary>
    public static void StatefulSet(Node root, Scope scope)
    {
        var (at, faults) = (Spec(root, faults: scope.Faults), scope.Faults);
        if (!at.Exists)
        {
            return;
        }

        // Each claim is a volume of its pods, before those of the template.
        foreach (var claim in at["volumeClaimTemplates"].Items)
        {
            if (Check.IsEmpty(claim["metadata"]["name"]))
            {
                faults.Required(Spot.Named(at, $".template.spec.volumes[{claim.Index}].name", claim));
                faults.Required(Spot.Named(at, $".template.spec.volumes[{claim.Index}].persistentVolumeClaim.claimName", claim));
            }
        }

        Selector(at, faults, "statefulset");
        Template(at, "StatefulSet", faults);
        if (at["podManagementPolicy"].AsString() is { Length: > 0 } policy && policy is not ("OrderedReady" or "Parallel"))
        {
            faults.Invalid(at["podManagementPolicy"], "must be 'OrderedReady' or 'Parallel'");
        }

        var strategy = at["updateStrategy"];
        var type = strategy["type"].AsString() is { Length: > 0 } said ? said : "RollingUpdate";
        if (type is not ("RollingUpdate" or "OnDelete"))
        {
            faults.Invalid(Spot.Named(strategy, "", strategy["type"]), "must be 'RollingUpdate' or 'OnDelete'");
        }
        else if (type == "OnDelete" && strategy["rollingUpdate"].Exists)
        {
            faults.Invalid(strategy["rollingUpdate"], "only allowed for updateStrategy 'RollingUpdate'");
        }
        else if (strategy["rollingUpdate"] is { Exists: true } rolling)
        {
            if (rolling["partition"] is { Kind: NodeKind.Int, Int: < 0 } partition)
            {
                faults.Invalid(partition, "must be greater than or equal to 0");
            }

            if (rolling["maxUnavailable"] is { Exists: true } unavailable)
            {
                Percentage(unavailable, faults);
                if (IsZero(unavailable))
                {
                    faults.Invalid(unavailable, "cannot be 0");
                }

                NotAbove(unavailable, faults);
            }
        }

        foreach (var field in (ReadOnlySpan<string>)["whenDeleted", "whenScaled"])
        {
            if (at["persistentVolumeClaimRetentionPolicy"][field].AsString() is { Length: > 0 } keep && keep is not ("Retain" or "Delete"))
            {
                faults.NotSupported(at["persistentVolumeClaimRetentionPolicy"][field], "Delete", "Retain");
            }
        }
    }

    /// <summary>A ReplicaSet.</summary>
    public static void ReplicaSet(Node root, Scope scope)
    {
        var (at, faults) = (Spec(root, faults: scope.Faults), scope.Faults);
        if (!at.Exists)
        {
            return;
        }

        Selector(at, faults, "deployment");
        Template(at, "ReplicaSet", faults);
    }

    /// <summary>A ReplicationController, whose selector is a map, and by default the template's labels.</summary>
    public static void Controller(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        if (!at.Exists)
        {
            faults.Required(new Spot(root, ".spec.selector", root));
            faults.Required(new Spot(root, ".spec.template", root));
            return;
        }

        var (selector, template) = (at["selector"], at["template"]);
        var labels = template["metadata"]["labels"];
        if (selector.Count == 0 && labels.Count == 0)
        {
            faults.Required(Spot.Of(at, "selector"));
        }

        if (!template.Exists)
        {
            faults.Required(Spot.Of(at, "template"));
            return;
        }

        foreach (var label in selector.Fields)
        {
            if (!labels.TryGet(label.Key, out var value) || !value.Text.SequenceEqual(label.Text))
            {
                faults.Invalid(Spot.Named(template, ".metadata.labels", labels), DoesNotMatch);
                break;
            }
        }

        Template(at, "ReplicationController", faults);
    }

    private static Node Spec(Node root, Faults faults)
    {
        if (!root["spec"].Exists)
        {
            faults.Required(new Spot(root, ".spec.selector", root));
            faults.Invalid(new Spot(root, ".spec.template.metadata.labels", root), DoesNotMatch);
            faults.Required(new Spot(root, ".spec.template.spec.containers", root));
        }

        return root["spec"];
    }

    private static void Selector(Node at, Faults faults, string kind)
    {
        var selector = at["selector"];
        if (!selector.Exists)
        {
            faults.Required(Spot.Of(at, "selector"));
            faults.Invalid(LabelsOf(at), DoesNotMatch);
        }
        else if (IsEmptySelector(selector))
        {
            faults.Invalid(selector, $"empty selector is invalid for {kind}");
        }

        if (selector.Exists)
        {
            if (!SelectorRules.IsUsable(selector))
            {
                faults.Invalid(selector, "invalid label selector");
            }
            else if (!IsEmptySelector(selector))
            {
                Matches(at, faults);
            }
        }
    }

    private static void Matches(Node at, Faults faults)
    {
        var template = at["template"];
        if (SelectorRules.IsUsable(at["selector"]) && !SelectorRules.Selects(at["selector"], template["metadata"]["labels"]))
        {
            faults.Invalid(LabelsOf(at), DoesNotMatch);
        }
    }

    private static Spot LabelsOf(Node at) => at["template"] is not { Exists: true } template ? new Spot(at, ".template.metadata.labels", at)
        : template["metadata"] is { Exists: true } metadata ? Spot.Of(metadata, "labels") : new Spot(template, ".metadata.labels", template);

    private static bool IsEmptySelector(Node selector) => selector["matchLabels"].Count == 0 && selector["matchExpressions"].Count == 0;

    private static void Template(Node at, string kind, Faults faults)
    {
        if (!at["template"].Exists)
        {
            faults.Required(new Spot(at, ".template.spec.containers", at));
        }

        var pod = at["template"]["spec"];
        if (pod["restartPolicy"] is { Kind: NodeKind.String } restart && !restart.Text.IsEmpty && !restart.Is("Always"))
        {
            faults.NotSupported(restart, "Always");
        }

        if (pod["activeDeadlineSeconds"].Exists)
        {
            faults.Forbidden(pod["activeDeadlineSeconds"], $"activeDeadlineSeconds in {kind} is not Supported");
        }
    }

    /// <summary>A number that is not negative, or a percentage.</summary>
    public static void Percentage(Node value, Faults faults)
    {
        if (value.AsString() is { } text)
        {
            if (text.Length < 2 || text[^1] != '%' || !text[..^1].All(char.IsAsciiDigit))
            {
                faults.Invalid(value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
            }
        }
        else if (value is { Kind: NodeKind.Int, Int: < 0 })
        {
            faults.Invalid(value, "must be greater than or equal to 0");
        }
    }

    /// <summary>A percentage of a whole.</summary>
    public static void NotAbove(Node value, Faults faults)
    {
        if (PercentOf(value) > 100)
        {
            faults.Invalid(value, "must not be greater than 100%");
        }
    }

    private static bool IsZero(Node value) => value.Kind == NodeKind.Int ? value.Int == 0 : PercentOf(value) is 0 or -1;

    private static long PercentOf(Node value) => value.AsString() is { Length: > 1 } text && text[^1] == '%'
        && long.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
