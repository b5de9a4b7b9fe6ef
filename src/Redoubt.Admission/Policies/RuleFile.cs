using System.Collections.Immutable;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>Reads the rules of <c>matchConstraints</c> and <c>matchResources</c>.</summary>
internal static class RuleFile
{
    private static readonly string[] Operations = ["*", "CREATE", "UPDATE", "DELETE", "CONNECT"];
    private static readonly string[] Fields = ["apiGroups", "apiVersions", "operations", "resources", "resourceNames", "scope"];

    public static ImmutableArray<ResourceRule> Read(FieldReader reader, string list)
    {
        var rules = ImmutableArray.CreateBuilder<ResourceRule>();
        foreach (var item in reader.Items(list))
        {
            var rule = reader.Of(item);
            rule.Only(Fields);
            var operations = Some(rule, "operations");
            ReportEach(rule, "operations", operations, (_, operation) => Operations.Contains(operation) ? "" : $"`{operation}` is no operation{Suggestion.Of(operation, Operations)}");
            rules.Add(new ResourceRule(
                Some(rule, "apiGroups"), Some(rule, "apiVersions"), operations, Some(rule, "resources"), [.. rule.Texts("resourceNames")],
                MatchFile.Word(rule, "scope", "*", "Namespaced", "Cluster")));
        }

        return rules.ToImmutable();
    }

    /// <summary>Reports the items of a list with which something is wrong.</summary>
    /// <param name="reader">The map that has the list.</param>
    /// <param name="list">The list.</param>
    /// <param name="texts">Its items.</param>
    /// <param name="problem">What is wrong with an item; empty for nothing.</param>
    public static void ReportEach(FieldReader reader, string list, ImmutableArray<string> texts, Func<int, string, string> problem)
    {
        for (var index = 0; index < texts.Length; index++)
        {
            if (problem(index, texts[index]) is { Length: > 0 } found)
            {
                // A single text stands for a list of one.
                reader.Report(reader.Map[list][index] is { Exists: true } item ? item : reader.Map[list], found);
            }
        }
    }

    private static ImmutableArray<string> Some(FieldReader rule, string name)
    {
        ImmutableArray<string> texts = [.. rule.Texts(name)];
        if (texts.IsEmpty)
        {
            rule.ReportMissing(name, $"`{name}` is missing: the rule matches nothing");
        }

        return texts;
    }
}
