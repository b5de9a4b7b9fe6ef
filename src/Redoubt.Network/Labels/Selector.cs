using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Network.Labels;

/// <summary>A label selector that is read once and asked of many.</summary>
internal sealed class Selector
{
    private readonly Requirement[] _requirements;

    private Selector(Requirement[] requirements)
    {
        _requirements = requirements;
        Text = TextOf(requirements);
    }

    /// <summary>The selector that asks nothing.</summary>
    public static Selector Everything { get; } = new([]);

    public IReadOnlyList<Requirement> Requirements => _requirements;

    /// <summary>Whether everything is selected because nothing is asked.</summary>
    public bool SelectsAll => _requirements.Length == 0;

    /// <summary>What tells two selectors apart.</summary>
    public string Text { get; }

    /// <summary>The selector that asks all of these.</summary>
    public static Selector Of(IReadOnlyList<Requirement> requirements) => requirements.Count == 0 ? Everything : new Selector([.. requirements]);

    /// <summary>The selector of a node; no value asks nothing. What the server would refuse is said by <see cref="ProblemOf"/>, and not read.</summary>
    public static Selector Of(Node node)
    {
        return Of(RequirementsOf(node));
    }

    /// <summary>What a node in the form of the API machinery asks.</summary>
    public static IReadOnlyList<Requirement> RequirementsOf(Node node)
    {
        var requirements = new List<Requirement>();
        foreach (var label in node["matchLabels"].Fields)
        {
            requirements.Add(Having(label.Key.ToString(), label.AsString() ?? ""));
        }

        foreach (var expression in node["matchExpressions"].Items)
        {
            var word = expression["operator"].AsString() ?? "";
            var values = word is "In" or "NotIn" ? new HashSet<string>(StringComparer.Ordinal) : null;
            foreach (var value in expression["values"].Items)
            {
                values?.Add(value.AsString() ?? "");
            }

            requirements.Add(new Requirement(expression["key"].AsString() ?? "", values, IsNot: word is "NotIn" or "DoesNotExist"));
        }

        return requirements;
    }

    /// <summary>The selector of a plain map of labels, as a Service has it.</summary>
    public static Selector OfLabels(Node labels)
    {
        var requirements = new List<Requirement>();
        foreach (var label in labels.Fields)
        {
            requirements.Add(Having(label.Key.ToString(), label.AsString() ?? ""));
        }

        return new Selector([.. requirements]);
    }

    /// <summary>The selector of one label.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="value">Its value; null for any.</param>
    public static Selector OfLabel(string key, string? value) => new([Having(key, value)]);

    /// <summary>What the server would refuse; null for a good selector.</summary>
    public static string? ProblemOf(Node node)
    {
        if (node.HasValue && node.Kind != NodeKind.Map)
        {
            return "a selector is an object";
        }

        if (new LabelSelector(node).Problem() is { } problem)
        {
            return problem;
        }

        foreach (var expression in node["matchExpressions"].Items)
        {
            foreach (var value in expression["values"].Items)
            {
                if (value.Kind != NodeKind.String)
                {
                    return $"a value of `{expression["key"].Text}` is not a string";
                }
            }
        }

        return null;
    }

    /// <summary>Whether these labels are selected.</summary>
    public Match On(LabelMap labels)
    {
        var all = Match.Yes;
        foreach (var requirement in _requirements)
        {
            if (requirement.On(labels) is var match && match < all)
            {
                all = match;
            }
        }

        return all;
    }

    private static Requirement Having(string key, string? value) =>
        new(key, value is null ? null : new HashSet<string>(StringComparer.Ordinal) { value }, IsNot: false);

    private static string TextOf(Requirement[] requirements)
    {
        var text = new StringBuilder();
        foreach (var one in requirements.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append(one.IsNot ? '!' : ' ').Append((char)('0' + (int)one.Test)).Append(one.Key);
            foreach (var value in one.Values?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            {
                text.Append('=').Append(value);
            }

            text.Append(one.Values is null ? '?' : '\n');
        }

        return text.ToString();
    }
}
