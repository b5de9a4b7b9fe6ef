using System.Collections.Immutable;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Policies;

/// <summary>
/// Reads the rules of <c>matchConstraints</c> and <c>matchResources</c>, and reports what the API server refuses in them
/// (kubernetes/kubernetes, <c>pkg/apis/admissionregistration/validation</c>).
/// </summary>
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
            var operations = Alone(rule, "operations");
            ReportEach(rule, "operations", operations, operation => Operations.Contains(operation) ? "" : $"`{operation}` is no operation{Suggestion.Of(operation, Operations)}");
            var versions = Alone(rule, "apiVersions");
            ReportEach(rule, "apiVersions", versions, version => version.Length > 0 ? "" : "an API version is missing");
            ImmutableArray<string> names = [.. rule.Texts("resourceNames")];
            ReportEach(rule, "resourceNames", names, (index, name) => names.IndexOf(name) < index ? $"`{name}` is there twice" : NameProblem(name));
            rules.Add(new ResourceRule(Alone(rule, "apiGroups"), versions, operations, Resources(rule), names, MatchFile.Word(rule, "scope", "*", "Namespaced", "Cluster")));
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

    /// <summary>What is wrong with a name as a part of a path; empty for nothing.</summary>
    public static string NameProblem(string name) =>
        name is "." or ".." ? $"`{name}` is no name" : name.AsSpan().ContainsAny('/', '%') ? $"the name `{name}` may hold neither `/` nor `%`" : "";

    private static void ReportEach(FieldReader reader, string list, ImmutableArray<string> texts, Func<string, string> problem) =>
        ReportEach(reader, list, texts, (_, text) => problem(text));

    private static ImmutableArray<string> Some(FieldReader rule, string name)
    {
        ImmutableArray<string> texts = [.. rule.Texts(name)];
        if (texts.IsEmpty)
        {
            rule.ReportMissing(name, $"`{name}` is missing: the rule matches nothing");
        }

        return texts;
    }

    // What is everything already has nothing beside it.
    private static ImmutableArray<string> Alone(FieldReader rule, string name)
    {
        var texts = Some(rule, name);
        if (texts.Length > 1 && texts.Contains("*"))
        {
            rule.Report(rule.Map[name], $"`*` is everything: nothing may stand beside it in `{name}`");
        }

        return texts;
    }

    private static ImmutableArray<string> Resources(FieldReader rule)
    {
        var resources = Some(rule, "resources");
        var (wholes, subresources) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        ReportEach(rule, "resources", resources, resource =>
        {
            if (resource.Length == 0)
            {
                return "a resource is missing";
            }

            if (resource.Split('/', 2) is not [var name, var sub])
            {
                return "";
            }

            var problem = wholes.Contains(name) ? $"`{name}/*` is there already: `{resource}` may not stand beside it"
                : subresources.Contains(sub) ? $"`*/{sub}` is there already: `{resource}` may not stand beside it"
                : "";
            _ = sub == "*" && wholes.Add(name);
            _ = name == "*" && subresources.Add(sub);
            return problem;
        });

        if (resources.Length > 1 && resources.Contains("*/*"))
        {
            rule.Report(rule.Map["resources"], "`*/*` is everything: nothing may stand beside it in `resources`");
        }

        // Of the resources without a subresource the last decides, as in the server's own code.
        if (resources.Contains("*") && resources.LastOrDefault(resource => !resource.Contains('/', StringComparison.Ordinal)) != "*")
        {
            rule.Report(rule.Map["resources"], "`*` is every resource: no other without a subresource may stand beside it");
        }

        return resources;
    }
}
