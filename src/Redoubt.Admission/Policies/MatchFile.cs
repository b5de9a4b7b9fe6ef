using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads <c>matchConstraints</c> and <c>matchResources</c>, and what else policies and bindings have in common.</summary>
internal static class MatchFile
{
    /// <summary>A field's value, which must be one of these words; the first stands for an absent one.</summary>
    public static string Word(FieldReader reader, string name, params ReadOnlySpan<string> words)
    {
        var word = reader.Text(name);
        if (word.Length == 0)
        {
            return words[0];
        }

        if (!words.Contains(word))
        {
            reader.Report(reader.Map[name], $"`{word}` is no {name}; one of {string.Join(", ", words.ToArray())}{Suggestion.Of(word, words)}");
        }

        return word;
    }

    /// <summary>Which requests: of a policy, where a rule is required, or of a binding.</summary>
    public static MatchResources Read(FieldReader reader, bool isRequired, string ns = "")
    {
        reader.Only("resourceRules", "excludeResourceRules", "matchPolicy", "namespaceSelector", "objectSelector");
        var rules = RuleFile.Read(reader, "resourceRules");
        if (isRequired && reader.Map.Exists && rules.IsEmpty)
        {
            reader.ReportMissing("resourceRules", "`resourceRules` is missing: the policy is about nothing");
        }

        return new MatchResources
        {
            Namespace = ns,
            Rules = rules,
            Excluded = RuleFile.Read(reader, "excludeResourceRules"),
            IsEquivalent = Word(reader, "matchPolicy", "Equivalent", "Exact") == "Equivalent",
            NamespaceSelector = Selector(reader, "namespaceSelector"),
            ObjectSelector = Selector(reader, "objectSelector"),
        };
    }

    /// <summary>A label selector; no value if it is absent. One that the API server refuses is reported.</summary>
    public static Node Selector(FieldReader reader, string name)
    {
        var inner = reader.Inner(name);
        inner.Only("matchLabels", "matchExpressions");
        if (inner.Map.Exists && new LabelSelector(inner.Map).Problem() is { } problem)
        {
            inner.Report(inner.Map, problem);
        }

        return inner.Map;
    }

    /// <summary>Items of a list that have a name and an expression.</summary>
    /// <param name="reader">The map that has the list.</param>
    /// <param name="list">The list.</param>
    /// <param name="name">The field of an item's name.</param>
    /// <param name="expression">The field of its expression.</param>
    public static ImmutableArray<NamedExpression> Named(FieldReader reader, string list, string name = "name", string expression = "expression")
    {
        var found = ImmutableArray.CreateBuilder<NamedExpression>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Items(list))
        {
            var entry = reader.Of(item);
            entry.Only(name, expression);
            var key = entry.Required(name);
            if (key.Length > 0 && !seen.Add(key))
            {
                entry.Report(entry.Map[name], $"`{key}` is there twice in `{list}`");
            }

            found.Add(new NamedExpression(key, Expression(entry, expression)));
        }

        return found.ToImmutable();
    }

    /// <summary>An expression that must be there.</summary>
    public static PolicyText Expression(FieldReader reader, string name)
    {
        var text = PolicyText.Of(reader.Map[name]);
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            if (text.At is { HasValue: true, Kind: not NodeKind.String })
            {
                reader.Report(text.At, $"`{name}` must be a text: quote it");
            }
            else
            {
                reader.ReportMissing(name);
            }
        }

        return text;
    }

    /// <summary>Parameters' kind; null if it is absent.</summary>
    public static ParamKind? ParamKind(FieldReader reader)
    {
        var kind = reader.Inner("paramKind");
        kind.Only("apiVersion", "kind");
        if (!kind.Map.Exists)
        {
            return null;
        }

        return new ParamKind(kind.Required("apiVersion"), kind.Required("kind"), kind.Map);
    }

    /// <summary>Where parameters are; null if it is absent.</summary>
    public static ParamReference? ParamReference(FieldReader reader)
    {
        var param = reader.Inner("paramRef");
        param.Only("name", "namespace", "selector", "parameterNotFoundAction");
        if (!param.Map.Exists)
        {
            return null;
        }

        var (name, selector) = (param.Text("name"), Selector(param, "selector"));
        if (name.Length == 0 && !selector.Exists)
        {
            param.Report(param.Map, "one of `name` and `selector` must be given");
        }

        if (name.Length > 0 && selector.Exists)
        {
            param.Report(param.Map["name"], "`name` and `selector` cannot be together");
        }

        var action = Word(param, "parameterNotFoundAction", "", "Allow", "Deny");
        if (action.Length == 0)
        {
            param.ReportMissing("parameterNotFoundAction", "`parameterNotFoundAction` is missing: `Allow` or `Deny`");
        }

        return new ParamReference(name, param.Text("namespace"), selector, action == "Deny");
    }
}
