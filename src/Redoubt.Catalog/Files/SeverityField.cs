using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>
/// Reads <c>severity:</c>, a word, or a list of which the first that holds counts: <c>[{is: high, when: CEL}, medium]</c>. The last has no condition.
/// </summary>
internal static class SeverityField
{
    public static IReadOnlyList<SeverityRule> Read(FieldReader reader)
    {
        var field = reader.Map["severity"];
        if (field.Kind != NodeKind.List)
        {
            return [new SeverityRule(Word(reader, field, reader.Required("severity")), "")];
        }

        var rules = new List<SeverityRule>();
        foreach (var item in field.Items)
        {
            if (item.Kind == NodeKind.Map)
            {
                var rule = reader.Of(item);
                rule.Only("is", "when");
                rules.Add(new SeverityRule(Word(reader, item["is"], rule.Required("is")), rule.Required("when")));
            }
            else
            {
                rules.Add(new SeverityRule(Word(reader, item, item.AsString() ?? ""), ""));
            }
        }

        if (rules.Count == 0 || rules[^1].When.Length > 0 || rules.SkipLast(1).Any(rule => rule.When.Length == 0))
        {
            reader.Report(field, "a list of severities has `{is, when}` in each entry and ends with a word, which holds where none of them does");
        }

        return rules;
    }

    private static Severity Word(FieldReader reader, Node at, string word)
    {
        if (!Names.TrySeverity(word, out var severity) && (word.Length > 0 || at.Exists))
        {
            reader.Report(at, $"`{word}` is no severity{Suggestion.Of(word, [.. Names.OfSeverities])}; one of {string.Join(", ", Names.OfSeverities)}");
        }

        return severity;
    }
}
