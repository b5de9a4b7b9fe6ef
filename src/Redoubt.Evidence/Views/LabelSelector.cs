namespace Redoubt.Evidence.Views;

/// <summary>A label selector with the meaning that the API machinery gives it: none selects nothing, an empty one everything.</summary>
public readonly struct LabelSelector
{
    private readonly Node _node;

    /// <summary>A selector of the form <c>{matchLabels, matchExpressions}</c>.</summary>
    /// <param name="node">Its object; no value or null is "none".</param>
    public LabelSelector(Node node) => _node = node;

    /// <summary>Whether everything is selected because nothing is asked for.</summary>
    public bool SelectsAll => _node.Kind == NodeKind.Map && _node["matchLabels"].Count == 0 && _node["matchExpressions"].Count == 0;

    /// <summary>A label and the value that every selected object has; null if the selector demands none so.</summary>
    public (string Name, string Value)? FirstEquality
    {
        get
        {
            foreach (var wanted in _node["matchLabels"].Fields)
            {
                return (wanted.Key.ToString(), wanted.AsString() ?? "");
            }

            return null;
        }
    }

    /// <summary>Whether an object with these labels is selected. A selector that the API server would refuse selects nothing.</summary>
    /// <param name="labels">The object's labels; no value is "no labels".</param>
    public bool Selects(Node labels)
    {
        if (_node.Kind != NodeKind.Map)
        {
            return false;
        }

        foreach (var wanted in _node["matchLabels"].Fields)
        {
            if (wanted.Kind != NodeKind.String || !labels.Field(wanted.KeySymbol, wanted.Key).Is(wanted.Text))
            {
                return false;
            }
        }
        foreach (var expression in _node["matchExpressions"].Items)
        {
            if (!Holds(expression, labels))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>What the API server would refuse.</summary>
    /// <returns>The reason, or null for a good selector.</returns>
    public string? Problem()
    {
        foreach (var wanted in _node["matchLabels"].Fields)
        {
            if (wanted.Kind != NodeKind.String)
            {
                return $"the value of `matchLabels.{wanted.Key}` is not a string";
            }
        }
        foreach (var expression in _node["matchExpressions"].Items)
        {
            if (ProblemOf(expression) is { } problem)
            {
                return problem;
            }
        }
        return null;
    }

    private static bool Holds(Node expression, Node labels)
    {
        if (ProblemOf(expression) is not null)
        {
            return false;
        }

        var label = labels.TryGet(expression["key"].Text, out var found) ? found : default;
        return expression["operator"].Text switch
        {
            "In" => label.Exists && Lists(expression["values"], label.Text),
            "NotIn" => !label.Exists || !Lists(expression["values"], label.Text),
            "Exists" => label.Exists,
            _ => !label.Exists,
        };
    }

    private static string? ProblemOf(Node expression)
    {
        if (expression["key"].Text.IsEmpty)
        {
            return "an expression has no `key`";
        }

        var hasValues = expression["values"].Count > 0;
        return expression["operator"].Text switch
        {
            "In" or "NotIn" => hasValues ? null : $"`{expression["operator"].Text}` needs `values`",
            "Exists" or "DoesNotExist" => hasValues ? $"`{expression["operator"].Text}` takes no `values`" : null,
            _ => $"`{expression["operator"].Text}` is not an operator",
        };
    }

    private static bool Lists(Node values, ReadOnlySpan<char> text)
    {
        foreach (var value in values.Items)
        {
            if (value.Is(text))
            {
                return true;
            }
        }
        return false;
    }
}
