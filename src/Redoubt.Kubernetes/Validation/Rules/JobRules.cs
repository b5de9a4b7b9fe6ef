using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of Jobs and CronJobs.</summary>
internal static class JobRules
{
    private const int MostParallelIndexed = 100_000;

    /// <summary>A Job by itself.</summary>
    public static void Job(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        if (!at.Exists)
        {
            faults.Required(new Spot(root, ".spec.template.spec.containers", root));
            faults.Required(new Spot(root, ".spec.template.spec.restartPolicy", root), "valid values: \"OnFailure\", \"Never\"");
            return;
        }

        // The server makes the selector, from the Job's own uid.
        if (at["selector"].Exists && !at["manualSelector"].IsTrue)
        {
            faults.Invalid(at["selector"], "`selector` not auto-generated");
        }

        if (at["selector"].Exists && !SelectorRules.Selects(at["selector"], at["template"]["metadata"]["labels"]))
        {
            faults.Invalid(Spot.Named(at, ".template.metadata.labels", at["template"]["metadata"]["labels"]), "`selector` does not match template `labels`");
        }

        // The server makes labels of the name.
        if (root["metadata"]["name"].AsString() is { Length: > 0 } label && NameRules.LabelValue(label) is { Count: > 0 } wrong)
        {
            faults.Invalid(Spot.Named(root["metadata"], ".labels", root["metadata"]["name"]), wrong);
            faults.Invalid(Spot.Named(at, ".template.labels", root["metadata"]["name"]), wrong);
        }

        // The name of the last pod of an Indexed Job is a host's name.
        if (at["completionMode"].Is("Indexed") && at["completions"] is { Kind: NodeKind.Int, Int: > 0 } completions && root["metadata"]["name"].AsString() is { Length: > 0 } name)
        {
            var last = $"{name}-{completions.Int - 1}";
            if (NameRules.DnsLabel(last).Count > 0)
            {
                faults.Invalid(root["metadata"]["name"], "will not able to create pod with invalid DNS label");
            }
        }
    }

    /// <summary>What is to be done: of a Job, or of a CronJob's template.</summary>
    public static void Spec(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var (mode, completions) = (at["completionMode"], at["completions"]);
        var isIndexed = mode.Is("Indexed");
        if (!Check.IsEmpty(mode) && !isIndexed && !mode.Is("NonIndexed") || mode.Kind == NodeKind.String && mode.Text.IsEmpty)
        {
            faults.NotSupported(mode, "NonIndexed", "Indexed");
        }

        if (isIndexed)
        {
            if (!completions.Exists && at["parallelism"].Exists)
            {
                faults.Required(Spot.Of(at, "completions"), "when completion mode is Indexed");
            }

            if (at["parallelism"] is { Kind: NodeKind.Int, Int: > MostParallelIndexed } parallelism)
            {
                faults.Invalid(parallelism, $"must be less than or equal to {MostParallelIndexed} when completion mode is Indexed");
            }
        }
        else if (at["backoffLimitPerIndex"].Exists)
        {
            faults.Invalid(at["backoffLimitPerIndex"], "requires indexed completion mode");
        }

        Indexes(at, completions, isIndexed, faults);
        Restart(at, faults);
        Failure(at, faults);
        Success(at, completions, isIndexed, faults);
    }

    private static void Indexes(Node at, Node completions, bool isIndexed, Faults faults)
    {
        if (at["maxFailedIndexes"] is not { Kind: NodeKind.Int } failed)
        {
            return;
        }

        if (!at["backoffLimitPerIndex"].Exists)
        {
            faults.Required(Spot.Of(at, "backoffLimitPerIndex"), "when maxFailedIndexes is specified");
        }

        if (failed.Int < 0)
        {
            faults.Invalid(failed, "must be greater than or equal to 0");
        }

        if (isIndexed && completions.Kind == NodeKind.Int && failed.Int > completions.Int)
        {
            faults.Invalid(failed, "must be less than or equal to completions");
        }
    }

    private static void Restart(Node at, Faults faults)
    {
        var pod = at["template"]["spec"];
        if (!at["template"].Exists)
        {
            faults.Required(new Spot(at, ".template.spec.containers", at));
        }

        var restart = pod["restartPolicy"];
        if (Check.IsEmpty(restart) || restart.Is("Always"))
        {
            var spot = pod.Exists ? Spot.Of(pod, "restartPolicy") : at["template"].Exists ? new Spot(at["template"], ".spec.restartPolicy", at["template"]) : new Spot(at, ".template.spec.restartPolicy", at);
            faults.Required(spot, "valid values: \"OnFailure\", \"Never\"");
        }
        else if (!restart.Is("OnFailure") && !restart.Is("Never"))
        {
            faults.NotSupported(restart, "OnFailure", "Never");
        }
        else if (at["podFailurePolicy"].Exists && !restart.Is("Never"))
        {
            faults.Invalid(restart, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }

    private static void Failure(Node at, Faults faults)
    {
        var names = PodRules.Containers(at["template"]["spec"]).Select(container => container["name"].AsString() ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (var rule in at["podFailurePolicy"]["rules"].Items)
        {
            var action = rule["action"];
            if (Check.IsEmpty(action))
            {
                faults.Required(Spot.Of(rule, "action"), "valid values: [\"Count\" \"FailIndex\" \"FailJob\" \"Ignore\"]");
            }
            else if (action.Is("FailIndex"))
            {
                if (!at["backoffLimitPerIndex"].Exists)
                {
                    faults.Invalid(action, "requires the backoffLimitPerIndex to be set");
                }
            }
            else if (!action.Is("Count") && !action.Is("FailJob") && !action.Is("Ignore"))
            {
                faults.NotSupported(action, "Count", "FailIndex", "FailJob", "Ignore");
            }

            var (codes, conditions) = (rule["onExitCodes"], rule["onPodConditions"]);
            if (codes.Exists && conditions.Count > 0)
            {
                faults.Invalid(rule, "specifying both OnExitCodes and OnPodConditions is not supported");
            }
            else if (!codes.Exists && conditions.Count == 0)
            {
                faults.Invalid(rule, "specifying one of OnExitCodes and OnPodConditions is required");
            }

            Codes(codes, names, faults);
            foreach (var condition in conditions.Items)
            {
                Condition(condition, faults);
            }
        }
    }

    private static void Condition(Node condition, Faults faults)
    {
        faults.Invalid(Spot.Of(condition, "type"), NameRules.QualifiedName(condition["type"].AsString() ?? ""));
        if (condition["status"].AsString() is { Length: > 0 } status && status is not ("True" or "False" or "Unknown"))
        {
            faults.NotSupported(condition["status"], "False", "True", "Unknown");
        }
    }

    private static void Codes(Node codes, HashSet<string> names, Faults faults)
    {
        if (!codes.Exists)
        {
            return;
        }

        var operation = codes["operator"];
        if (Check.IsEmpty(operation))
        {
            faults.Required(Spot.Of(codes, "operator"), "valid values: [\"In\" \"NotIn\"]");
        }
        else if (!operation.Is("In") && !operation.Is("NotIn"))
        {
            faults.NotSupported(operation, "In", "NotIn");
        }

        if (codes["containerName"].AsString() is { } name && !names.Contains(name))
        {
            faults.Invalid(codes["containerName"], "must be one of the container or initContainer names in the pod template");
        }

        var values = codes["values"];
        if (values.Count == 0)
        {
            faults.Invalid(Spot.Of(codes, "values"), "at least one value is required");
        }
        else if (values.Count > 255)
        {
            faults.TooMany(values, "must have at most 255 items");
        }

        var isOrdered = true;
        var last = long.MinValue;
        var seen = new HashSet<long>();
        foreach (var value in values.Items)
        {
            if (!seen.Add(value.Int))
            {
                faults.Duplicate(value);
            }

            if (operation.Is("In") && value.Int == 0)
            {
                faults.Invalid(value, "must not be 0 for the In operator");
            }

            isOrdered &= value.Int >= last;
            last = value.Int;
        }

        if (!isOrdered)
        {
            faults.Invalid(values, "must be ordered");
        }
    }

    private static void Success(Node at, Node completions, bool isIndexed, Faults faults)
    {
        var policy = at["successPolicy"];
        if (!policy.Exists)
        {
            return;
        }

        if (!isIndexed)
        {
            faults.Invalid(policy, "requires indexed completion mode");
            return;
        }

        if (policy["rules"].Count == 0)
        {
            faults.Required(Spot.Of(policy, "rules"), "at least one rules must be specified when the successPolicy is specified");
        }

        foreach (var rule in policy["rules"].Items)
        {
            var (count, indexes) = (rule["succeededCount"], rule["succeededIndexes"]);
            if (!count.Exists && !indexes.Exists)
            {
                faults.Required(rule, "at least one of succeededCount or succeededIndexes must be specified");
            }

            var total = -1L;
            if (indexes.AsString() is { } text && completions.Kind == NodeKind.Int)
            {
                if (IndexList.Count(text, completions.Int, out total) is { } wrong)
                {
                    faults.Invalid(indexes, "error parsing succeededIndexes: " + wrong);
                    total = -1;
                }
            }

            if (count.Kind != NodeKind.Int)
            {
                continue;
            }

            if (count.Int < 0)
            {
                faults.Invalid(count, "must be greater than or equal to 0");
            }

            if (completions.Kind == NodeKind.Int && count.Int > completions.Int)
            {
                faults.Invalid(count, string.Create(CultureInfo.InvariantCulture, $"must be less than or equal to {completions.Int} (the number of specified completions)"));
            }
            else if (total >= 0 && count.Int > total)
            {
                faults.Invalid(count, string.Create(CultureInfo.InvariantCulture, $"must be less than or equal to {total} (the number of indexes in the specified succeededIndexes field)"));
            }
        }
    }

    /// <summary>A CronJob.</summary>
    public static void Cron(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        if (!at.Exists)
        {
            faults.Required(new Spot(root, ".spec.schedule", root));
            faults.Required(new Spot(root, ".spec.jobTemplate.spec.template.spec.containers", root));
            faults.Required(new Spot(root, ".spec.jobTemplate.spec.template.spec.restartPolicy", root), "valid values: \"OnFailure\", \"Never\"");
            return;
        }

        if (!at["jobTemplate"]["spec"].Exists)
        {
            var where = at["jobTemplate"].Exists ? at["jobTemplate"] : at;
            faults.Required(Spot.Named(at, ".jobTemplate.spec.template.spec.containers", where));
            faults.Required(Spot.Named(at, ".jobTemplate.spec.template.spec.restartPolicy", where), "valid values: \"OnFailure\", \"Never\"");
        }

        var schedule = at["schedule"].AsString() ?? "";
        if (schedule.Length == 0)
        {
            faults.Required(Spot.Of(at, "schedule"));
        }
        else if (CronSchedule.Wrong(schedule) is { } wrong)
        {
            faults.Invalid(at["schedule"], wrong);
        }
        else if (schedule.Contains("TZ", StringComparison.Ordinal))
        {
            faults.Invalid(at["schedule"], "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }

        if (at["timeZone"].AsString() is { } zone)
        {
            Zone(at["timeZone"], zone, faults);
        }

        if (root["metadata"]["name"].AsString() is { Length: > 52 })
        {
            faults.Invalid(root["metadata"]["name"], "must be no more than 52 characters");
        }

        if (at["jobTemplate"]["spec"]["manualSelector"] is { IsTrue: true } manual)
        {
            faults.NotSupported(manual, "nil", "false");
        }
    }

    private static void Zone(Node at, string zone, Faults faults)
    {
        if (zone.Length == 0)
        {
            faults.Invalid(at, "timeZone must be nil or non-empty string");
        }
        else if (zone.Equals("Local", StringComparison.OrdinalIgnoreCase))
        {
            faults.Invalid(at, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        else if (!TimeZones.IsKnown(zone))
        {
            faults.Invalid(at, "unknown time zone");
        }
    }
}
