using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of selectors: of labels, of nodes, and what affinity and tolerations make of them.</summary>
internal static class SelectorRules
{
    private const string NotAnOperator = "not a valid selector operator";
    private const string NoValues = "must be specified when `operator` is 'In' or 'NotIn'";
    private const string Values = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

    /// <summary>A selector of labels.</summary>
    public static void Labels(Node at, Scope scope)
    {
        MetadataRules.Labels(at["matchLabels"], Spot.Of(at, "matchLabels"), scope.Faults);
        foreach (var term in at["matchExpressions"].Items)
        {
            Requirement(term, scope.Faults);
        }
    }

    private static void Requirement(Node term, Faults faults)
    {
        var values = term["values"];
        switch (term["operator"].AsString() ?? "")
        {
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
                NumberOfValues(term, values, faults);
                break;
            default:
                faults.Invalid(Spot.Of(term, "operator"), NotAnOperator);
                break;
        }

        faults.Invalid(Spot.Of(term, "key"), NameRules.QualifiedName(term["key"].AsString() ?? ""));
        foreach (var value in values.Items)
        {
            faults.Invalid(value, NameRules.LabelValue(value.AsString() ?? ""));
        }
    }

    /// <summary>Whether a selector can be used at all: what the server says in one word of the whole.</summary>
    public static bool IsUsable(Node selector)
    {
        foreach (var label in selector["matchLabels"].Fields)
        {
            if (!NameRules.IsQualifiedName(label.Key) || !NameRules.IsLabelValue(label.Text))
            {
                return false;
            }
        }

        foreach (var term in selector["matchExpressions"].Items)
        {
            var count = term["values"].Count;
            var isOf = (term["operator"].AsString() ?? "") switch
            {
                "In" or "NotIn" => count > 0,
                "Exists" or "DoesNotExist" => count == 0,
                _ => false,
            };
            if (!isOf || !NameRules.IsQualifiedName(term["key"].Text))
            {
                return false;
            }

            foreach (var value in term["values"].Items)
            {
                if (!NameRules.IsLabelValue(value.Text))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether a selector selects labels.</summary>
    public static bool Selects(Node selector, Node labels)
    {
        foreach (var label in selector["matchLabels"].Fields)
        {
            if (!labels.TryGet(label.Key, out var value) || !value.Text.SequenceEqual(label.Text))
            {
                return false;
            }
        }

        foreach (var term in selector["matchExpressions"].Items)
        {
            var has = labels.TryGet(term["key"].Text, out var value);
            var isOne = false;
            foreach (var one in term["values"].Items)
            {
                isOne |= has && one.Text.SequenceEqual(value.Text);
            }

            var holds = (term["operator"].AsString() ?? "") switch
            {
                "In" => isOne,
                "NotIn" => !isOne,
                "Exists" => has,
                "DoesNotExist" => !has,
                _ => false,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A selector of nodes.</summary>
    public static void Nodes(Node at, Scope scope)
    {
        if (at["nodeSelectorTerms"].Count == 0)
        {
            scope.Faults.Required(Spot.Of(at, "nodeSelectorTerms"), "must have at least one node selector term");
        }
    }

    /// <summary>One term of a selector of nodes.</summary>
    public static void NodeTerm(Node at, Scope scope)
    {
        foreach (var requirement in at["matchExpressions"].Items)
        {
            NodeRequirement(requirement, scope.Faults);
        }

        foreach (var requirement in at["matchFields"].Items)
        {
            NodeField(requirement, scope.Faults);
        }
    }

    // The four operators that every selector has: two need values, two take none.
    private static void NumberOfValues(Node term, Node values, Faults faults)
    {
        var takesValues = term["operator"].AsString() is "In" or "NotIn";
        if (takesValues && values.Count == 0)
        {
            faults.Required(Spot.Of(term, "values"), NoValues);
        }
        else if (!takesValues && values.Count > 0)
        {
            faults.Forbidden(values, Values);
        }
    }

    private static void NodeRequirement(Node term, Faults faults)
    {
        var values = term["values"];
        switch (term["operator"].AsString() ?? "")
        {
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
                NumberOfValues(term, values, faults);
                break;
            case "Gt" or "Lt":
                if (values.Count != 1)
                {
                    faults.Required(Spot.Of(term, "values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                }

                break;
            default:
                faults.Invalid(Spot.Of(term, "operator"), NotAnOperator);
                break;
        }

        faults.Invalid(Spot.Of(term, "key"), NameRules.QualifiedName(term["key"].AsString() ?? ""));
        if (term["operator"].Is("In") || term["operator"].Is("NotIn"))
        {
            foreach (var value in values.Items)
            {
                faults.Invalid(value, NameRules.LabelValue(value.AsString() ?? ""));
            }
        }
    }

    private static void NodeField(Node term, Faults faults)
    {
        if (!term["operator"].Is("In") && !term["operator"].Is("NotIn"))
        {
            faults.Invalid(Spot.Of(term, "operator"), NotAnOperator);
        }
        else if (term["values"].Count != 1)
        {
            faults.Required(Spot.Of(term, "values"), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }

        if (!term["key"].Is("metadata.name"))
        {
            faults.Invalid(Spot.Of(term, "key"), "not a valid field selector key");
        }
        else
        {
            foreach (var value in term["values"].Items)
            {
                faults.Invalid(value, NameRules.DnsSubdomain(value.AsString() ?? ""));
            }
        }
    }

    /// <summary>A term of affinity to pods.</summary>
    public static void PodTerm(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var key = at["topologyKey"];
        if (Check.IsEmpty(key))
        {
            faults.Required(Spot.Of(at, "topologyKey"), "can not be empty");
        }

        faults.Invalid(Spot.Of(at, "topologyKey"), NameRules.QualifiedName(key.AsString() ?? ""));
        foreach (var name in at["namespaces"].Items)
        {
            faults.Invalid(Spot.Named(at, ".namespace", name), NameRules.DnsLabel(name.AsString() ?? ""));
        }

        foreach (var field in (ReadOnlySpan<string>)["matchLabelKeys", "mismatchLabelKeys"])
        {
            if (at[field].Count > 0 && !at["labelSelector"].Exists)
            {
                faults.Forbidden(at[field], "must not be specified when labelSelector is not set");
            }
        }
    }

    /// <summary>A weight of affinity.</summary>
    public static void Weight(Node at, Scope scope)
    {
        if (at["weight"] is not { Kind: NodeKind.Int, Int: >= 1 and <= 100 })
        {
            scope.Faults.Invalid(Spot.Of(at, "weight"), "must be in the range 1-100");
        }
    }

    /// <summary>A toleration.</summary>
    public static void Toleration(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var (key, value, effect) = (at["key"].AsString() ?? "", at["value"].AsString() ?? "", at["effect"]);
        if (key.Length > 0)
        {
            faults.Invalid(at["key"], NameRules.QualifiedName(key));
        }
        else if (!at["operator"].Is("Exists"))
        {
            faults.Invalid(Spot.Of(at, "operator"), "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }

        if (at["tolerationSeconds"].Exists && !effect.Is("NoExecute"))
        {
            faults.Invalid(Spot.Of(at, "effect"), "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }

        switch (at["operator"].AsString() ?? "")
        {
            case "" or "Equal":
                faults.Invalid(Spot.Of(at, "operator"), NameRules.LabelValue(value));
                break;
            case "Exists":
                if (value.Length > 0)
                {
                    faults.Invalid(at["operator"], "value must be empty when `operator` is 'Exists'");
                }

                break;
            // `Lt` and `Gt` wait for a feature gate.
            default:
                faults.NotSupported(at["operator"], scope.Kind.Kind == "RuntimeClass" ? ["Equal", "Exists"] : ["Equal", "Exists", "Lt", "Gt"]);
                break;
        }

        if (!Check.IsEmpty(effect) && !effect.Is("NoSchedule") && !effect.Is("PreferNoSchedule") && !effect.Is("NoExecute"))
        {
            faults.NotSupported(effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
        }
    }
}
