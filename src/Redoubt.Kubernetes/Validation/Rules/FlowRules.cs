using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of the API server's flow control.</summary>
internal static class FlowRules
{
    /// <summary>A FlowSchema.</summary>
    public static void Schema(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        var precedence = at["matchingPrecedence"];
        if (precedence is { Kind: NodeKind.Int, Int: 1 } && !root["metadata"]["name"].Is("exempt"))
        {
            faults.Invalid(precedence, "only the schema named 'exempt' may have matchingPrecedence 1");
        }

        if (precedence.Kind == NodeKind.Int && precedence.Int < 0)
        {
            faults.Invalid(precedence, "must be a positive value");
        }

        if (precedence.Kind == NodeKind.Int && precedence.Int > 10000)
        {
            faults.Invalid(precedence, "must not be greater than 10000");
        }

        if (at["distinguisherMethod"]["type"] is var method && at["distinguisherMethod"].Exists && !method.Is("ByUser") && !method.Is("ByNamespace"))
        {
            faults.NotSupported(Spot.Of(at["distinguisherMethod"], "type"), "ByNamespace", "ByUser");
        }

        var level = at["priorityLevelConfiguration"]["name"];
        if (Check.IsEmpty(level))
        {
            faults.Required(at["priorityLevelConfiguration"].Exists ? Spot.Of(at["priorityLevelConfiguration"], "name") : Of("priorityLevelConfiguration.name"), "must reference a priority level");
        }
        else
        {
            faults.Invalid(level, Values.NameRules.DnsSubdomain(level.AsString() ?? ""));
        }
    }

    /// <summary>A rule of a FlowSchema.</summary>
    public static void Rule(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (at["subjects"].Count == 0)
        {
            faults.Required(Spot.Of(at, "subjects"), "subjects must contain at least one value");
        }

        foreach (var subject in at["subjects"].Items)
        {
            Subject(subject, faults);
        }

        if (at["resourceRules"].Count == 0 && at["nonResourceRules"].Count == 0)
        {
            faults.Required(at, "at least one of resourceRules and nonResourceRules has to be non-empty");
        }

        foreach (var rule in at["resourceRules"].Items)
        {
            List(rule, "verbs", "verbs", faults);
            List(rule, "apiGroups", "api groups", faults);
            List(rule, "resources", "resources", faults);
            if (rule["namespaces"].Count == 0 && !rule["clusterScope"].IsTrue)
            {
                faults.Required(Spot.Of(rule, "namespaces"), "resource rules that are not cluster scoped must supply at least one namespace");
            }
        }

        foreach (var rule in at["nonResourceRules"].Items)
        {
            List(rule, "verbs", "verbs", faults);
            List(rule, "nonResourceURLs", "nonResourceURLs", faults);
        }
    }

    private static void List(Node rule, string field, string what, Faults faults)
    {
        var list = rule[field];
        if (list.Count == 0)
        {
            faults.Required(Spot.Of(rule, field), what is "verbs" or "nonResourceURLs" ? $"{what} must contain at least one value" : $"resource rules must supply at least one {what[..^1]}");
            return;
        }

        foreach (var item in list.Items)
        {
            if (item.Is("*") && list.Count > 1)
            {
                faults.Invalid(list, $"if '*' is present, must not specify other {what}");
                return;
            }
        }
    }

    private static void Subject(Node subject, Faults faults)
    {
        var (field, of) = (subject["kind"].AsString() ?? "") switch
        {
            "User" => ("user", "user"),
            "Group" => ("group", "group"),
            "ServiceAccount" => ("serviceAccount", "serviceAccount"),
            _ => ("", ""),
        };
        if (field.Length == 0)
        {
            faults.NotSupported(Spot.Of(subject, "kind"), "Group", "ServiceAccount", "User");
            return;
        }

        foreach (var other in (ReadOnlySpan<string>)["user", "group", "serviceAccount"])
        {
            if (other != field && subject[other].Exists)
            {
                faults.Forbidden(subject[other], $"{other} is forbidden when subject kind is not '{(other == "serviceAccount" ? "ServiceAccount" : other == "user" ? "User" : "Group")}'");
            }
        }

        if (!subject[field].Exists)
        {
            faults.Required(Spot.Of(subject, field), $"{of} is required when subject kind is '{subject["kind"].AsString()}'");
            return;
        }

        if (Check.IsEmpty(subject[field]["name"]))
        {
            faults.Required(Spot.Of(subject[field], "name"));
        }

        if (field == "serviceAccount" && Check.IsEmpty(subject[field]["namespace"]))
        {
            faults.Required(Spot.Of(subject[field], "namespace"), "must specify namespace for service account");
        }
    }

    /// <summary>A level of priority.</summary>
    public static void Level(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        var type = at["type"].AsString() ?? "";
        if ((type == "Exempt") != root["metadata"]["name"].Is("exempt") && (type == "Exempt" || root["metadata"]["name"].Is("exempt")))
        {
            faults.Invalid(Of("type"), "must be 'Exempt' if and only if `name` is 'exempt'");
        }

        switch (type)
        {
            case "":
                faults.Required(Of("type"));
                break;
            case "Exempt":
                if (at["limited"].Exists)
                {
                    faults.Forbidden(at["limited"], "must be nil if the type is not Limited");
                }

                break;
            case "Limited":
                if (at["exempt"].Exists)
                {
                    faults.Forbidden(at["exempt"], "must be nil if the type is Limited");
                }

                if (!at["limited"].Exists)
                {
                    faults.Required(Of("limited"), "must not be empty when type is Limited");
                }

                break;
            default:
                faults.NotSupported(at["type"], "Exempt", "Limited");
                break;
        }

        if (type != "Limited" && type != "Exempt" && at["limited"].Exists)
        {
            faults.Forbidden(at["limited"]);
        }

        if (at["limited"].Exists && type == "Limited")
        {
            Limited(at["limited"], faults);
        }
    }

    private static void Limited(Node limited, Faults faults)
    {
        if (limited["nominalConcurrencyShares"] is { Kind: NodeKind.Int, Int: < 0 } shares)
        {
            faults.Invalid(shares, "must be a non-negative integer");
        }

        var response = limited["limitResponse"];
        Spot Of(string name) => response.Exists ? Spot.Of(response, name) : new Spot(limited, ".limitResponse." + name, limited);
        switch (response["type"].AsString() ?? "")
        {
            case "":
                faults.Required(Of("type"));
                if (response["queuing"].Exists)
                {
                    faults.Forbidden(response["queuing"]);
                }

                break;
            case "Reject":
                if (response["queuing"].Exists)
                {
                    faults.Forbidden(response["queuing"], "must be nil if type is not Limited");
                }

                break;
            case "Queue":
                if (!response["queuing"].Exists)
                {
                    faults.Required(Of("queuing"), "must not be empty if limit-response type is 'Queue'");
                }
                else
                {
                    Queues(response["queuing"], faults);
                }

                break;
            default:
                faults.NotSupported(response["type"], "Queue", "Reject");
                if (response["queuing"].Exists)
                {
                    faults.Forbidden(response["queuing"]);
                }

                break;
        }
    }

    private static void Queues(Node queuing, Faults faults)
    {
        var queues = queuing["queues"] is { Kind: NodeKind.Int, Int: not 0 } said ? said.Int : 64;
        var hand = queuing["handSize"] is { Kind: NodeKind.Int, Int: not 0 } size ? size.Int : 8;
        var length = queuing["queueLengthLimit"] is { Kind: NodeKind.Int, Int: not 0 } limit ? limit.Int : 50;
        if (queues <= 0)
        {
            faults.Invalid(Spot.Of(queuing, "queues"), "must be positive");
        }
        else if (queues > 10_000_000)
        {
            faults.Invalid(Spot.Of(queuing, "queues"), "must not be greater than 10000000");
        }

        if (length <= 0)
        {
            faults.Invalid(Spot.Of(queuing, "queueLengthLimit"), "must be positive");
        }

        if (hand <= 0)
        {
            faults.Invalid(Spot.Of(queuing, "handSize"), "must be positive");
        }
        else if (hand > queues)
        {
            faults.Invalid(Spot.Of(queuing, "handSize"), "should not be greater than queues");
        }
        else if (Bits(queues, hand) > 60)
        {
            faults.Invalid(Spot.Of(queuing, "handSize"), $"required entropy bits of deckSize {queues} and handSize {hand} should not be greater than 60");
        }
    }

    // How many bits it takes to say which cards of a deck are in a hand, in order.
    private static int Bits(long deck, long hand)
    {
        var bits = 0.0;
        for (var card = 0; card < Math.Min(hand, 64); card++)
        {
            bits += Math.Log2(deck - card);
        }

        return (int)Math.Ceiling(bits);
    }
}
