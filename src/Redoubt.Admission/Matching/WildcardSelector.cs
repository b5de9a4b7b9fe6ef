using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Matching;

/// <summary>A label selector in which Kyverno takes <c>*</c> and <c>?</c> in the keys and values of <c>matchLabels</c>.</summary>
internal static class WildcardSelector
{
    public static bool Selects(Node selector, Node labels)
    {
        foreach (var wanted in selector["matchLabels"].Fields)
        {
            if (!Has(labels, wanted.Key.ToString(), wanted.AsString() ?? ""))
            {
                return false;
            }
        }

        return selector["matchExpressions"].Count == 0 || SelectsByExpressions(selector, labels);
    }

    private static bool Has(Node labels, string key, string value)
    {
        foreach (var label in labels.Fields)
        {
            if (Wildcard.Fits(key, label.Key.ToString()) && Wildcard.Fits(value, label.AsString() ?? ""))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SelectsByExpressions(Node selector, Node labels)
    {
        var expressions = selector["matchExpressions"];
        var alone = ValueReader.Read("", $"{{\"matchExpressions\": {NodeJson.Text(expressions)}}}", []);
        return new LabelSelector(alone[0]).Selects(labels);
    }
}
