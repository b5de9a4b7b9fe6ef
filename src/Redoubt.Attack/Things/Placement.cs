using Redoubt.Evidence;

namespace Redoubt.Attack.Things;

/// <summary>On which nodes a pod may run (kubernetes/kubernetes, <c>component-helpers/scheduling/corev1</c>): its selectors fit, and it bears the taints.</summary>
internal static class Placement
{
    /// <summary>Whether a pod may run on nodes of a class.</summary>
    /// <param name="spec">The pod's specification.</param>
    /// <param name="node">The nodes.</param>
    public static bool MayRunOn(Node spec, NodeClass node) => Fits(spec, node) && node.Taints.All(taint => !taint.Repels || Bears(spec, taint));

    /// <summary>Whether a pod's selectors let it run on nodes of a class, whatever their taints.</summary>
    /// <param name="spec">The pod's specification.</param>
    /// <param name="node">The nodes.</param>
    public static bool Fits(Node spec, NodeClass node)
    {
        if (spec["nodeName"].AsString() is { Length: > 0 } name && node.IsKnown)
        {
            return node.Documents.Any(document => document.Name == name);
        }

        foreach (var label in spec["nodeSelector"].Fields)
        {
            if (!Has(node, label.Key.ToString(), value => value == (label.AsString() ?? "")))
            {
                return false;
            }
        }

        var terms = spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"];
        return terms.Count == 0 || Any(terms, term => FitsTerm(term, node));
    }

    // An empty term selects nothing.
    private static bool FitsTerm(Node term, NodeClass node)
    {
        var (labels, fields) = (term["matchExpressions"], term["matchFields"]);
        return labels.Count + fields.Count > 0
            && All(labels, one => FitsExpression(one, node))
            && All(fields, one => !node.IsKnown || node.Documents.Any(document => Any(one["values"], value => value.Is(document.Name)) != one["operator"].Is("NotIn")));
    }

    private static bool FitsExpression(Node expression, NodeClass node)
    {
        var key = expression["key"].AsString() ?? "";
        var values = expression["values"];
        return expression["operator"].AsString() switch
        {
            "In" => Has(node, key, value => Any(values, one => one.Is(value))),
            "NotIn" => !node.Labels.TryGetValue(key, out var value) || !Any(values, one => one.Is(value)),
            "Exists" => Has(node, key, _ => true),
            "DoesNotExist" => !node.Labels.ContainsKey(key),
            "Gt" => Has(node, key, value => Number(value) > Number(values[0].AsString())),
            "Lt" => Has(node, key, value => Number(value) < Number(values[0].AsString())),
            _ => false,
        };
    }

    // Nodes that are not in the evidence may have any label but that of the control plane, by which they are told apart.
    private static bool Has(NodeClass node, string key, Func<string, bool> fits) => node.Labels.TryGetValue(key, out var value) ? fits(value)
        : !node.IsKnown && !node.IsControlPlane && !key.StartsWith("node-role.kubernetes.io/", StringComparison.Ordinal);

    private static bool Bears(Node spec, Taint taint) => Any(spec["tolerations"], toleration =>
        (toleration["effect"].AsString() is not { Length: > 0 } effect || effect == taint.Effect)
        && (toleration["key"].AsString() is { Length: > 0 } key ? key == taint.Key && (toleration["operator"].Is("Exists") || (toleration["value"].AsString() ?? "") == taint.Value)
            : toleration["operator"].Is("Exists")));

    private static long? Number(string? text) => long.TryParse(text, out var number) ? number : null;

    private static bool Any(Node list, Func<Node, bool> holds)
    {
        foreach (var item in list.Items)
        {
            if (holds(item))
            {
                return true;
            }
        }

        return false;
    }

    private static bool All(Node list, Func<Node, bool> holds) => !Any(list, item => !holds(item));
}
