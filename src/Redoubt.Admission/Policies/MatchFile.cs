using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads <c>matchConstraints</c> and <c>matchResources</c>, and what else policies and bindings have in common.</summary>
internal static class MatchFile
{
    private static readonly string[] Operations = ["*", "CREATE", "UPDATE", "DELETE", "CONNECT"];
    private static readonly string[] RuleFields = ["apiGroups", "apiVersions", "operations", "resources", "resourceNames", "scope"];

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
        var rules = Rules(reader, "resourceRules");
        if (isRequired && reader.Map.Exists && rules.IsEmpty)
        {
            reader.Report(reader.Map, "`resourceRules` is missing: the API server takes no policy without one");
        }

        return new MatchResources
        {
            Namespace = ns,
            Rules = rules,
            Excluded = Rules(reader, "excludeResourceRules"),
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
    public static ImmutableArray<NamedExpression> Named(FieldReader reader, string list, string name = "name", string expression = "expression")
    {
        var found = ImmutableArray.CreateBuilder<NamedExpression>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Items(list))
        {
            var entry = reader.Of(item);
            entry.Only(name, expression);
            var key = entry.Required(name);
            if (!seen.Add(key))
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
            var at = text.At.Exists ? text.At : reader.Map;
            reader.Report(at, text.At is { HasValue: true, Kind: not NodeKind.String } ? $"`{name}` must be a text: quote it" : $"`{name}` is missing");
        }

        return text;
    }

    /// <summary>Parameters' kind; null if it is absent.</summary>
    public static ParamKind? ParamKind(FieldReader reader)
    {
        var kind = reader.Inner("paramKind");
        kind.Only("apiVersion", "kind");
        return kind.Map.Exists ? new ParamKind(kind.Required("apiVersion"), kind.Required("kind"), kind.Map) : null;
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
        if (name.Length == 0 == !selector.Exists)
        {
            param.Report(param.Map, "one of `name` and `selector` must be given, and not both");
        }

        var action = Word(param, "parameterNotFoundAction", "", "Allow", "Deny");
        if (action.Length == 0)
        {
            param.Report(param.Map, "`parameterNotFoundAction` is missing: `Allow` or `Deny`");
        }

        return new ParamReference(name, param.Text("namespace"), selector, action == "Deny");
    }

    private static ImmutableArray<ResourceRule> Rules(FieldReader reader, string list)
    {
        var rules = ImmutableArray.CreateBuilder<ResourceRule>();
        foreach (var item in reader.Items(list))
        {
            var rule = reader.Of(item);
            rule.Only(RuleFields);
            var operations = Some(rule, "operations");
            foreach (var operation in operations.Except(Operations))
            {
                rule.Report(rule.Map["operations"], $"`{operation}` is no operation{Suggestion.Of(operation, Operations)}");
            }

            rules.Add(new ResourceRule(
                Some(rule, "apiGroups"), Some(rule, "apiVersions"), operations, Some(rule, "resources"),
                [.. rule.Texts("resourceNames")], Word(rule, "scope", "*", "Namespaced", "Cluster")));
        }

        return rules.ToImmutable();
    }

    private static ImmutableArray<string> Some(FieldReader rule, string name)
    {
        ImmutableArray<string> texts = [.. rule.Texts(name)];
        if (texts.IsEmpty)
        {
            rule.Report(rule.Map, $"`{name}` is missing: the rule matches nothing");
        }

        return texts;
    }
}
