using Redoubt.Catalog.Kubernetes;
using Redoubt.Evidence;

namespace Redoubt.Catalog.CustomResources;

/// <summary>A rule of a definition that an object of the evidence does not keep.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Definition">The definition of its kind.</param>
/// <param name="Path">The field, as the API server names it.</param>
/// <param name="Text">The error in the API server's words.</param>
/// <param name="At">The place in the object; of a field that is absent, what holds it.</param>
/// <param name="Rule">The rule's place in the definition.</param>
public sealed record BrokenRule(Document Resource, Document Definition, string Path, string Text, Node At, Node Rule);

/// <summary>
/// The validation rules of custom resource definitions (<c>x-kubernetes-validations</c>), offline: which definitions an API server would
/// refuse, what their rules can cost, and which objects of the evidence break them.
/// </summary>
public static class CustomResourceRules
{
    private static readonly GroupKind Definitions = new("apiextensions.k8s.io", "CustomResourceDefinition");

    /// <summary>The definitions of the evidence that have rules, a report for each version of each.</summary>
    /// <param name="platform">The evidence.</param>
    /// <param name="minor">The API server's minor version: of 1.33 it is 33. The rules are taken for new ones.</param>
    public static IEnumerable<DefinitionReport> Check(Platform platform, int minor)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.Of(Definitions).SelectMany(definition => Check(definition, minor));
    }

    /// <summary>A report for each version of a definition that has rules.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="minor">The API server's minor version.</param>
    public static IEnumerable<DefinitionReport> Check(Document definition, int minor)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var language = RuleLanguage.OfServer(minor, ExpressionKind.New);
        foreach (var (version, schema) in Schemas(definition))
        {
            if (schema.HasRules)
            {
                var check = new DefinitionCheck(language);
                check.Check(schema);
                yield return new DefinitionReport(definition, version, [.. check.Problems], [.. check.Costs]);
            }
        }
    }

    /// <summary>
    /// The rules that objects of the evidence break: each as if it were created now, with the defaults of its schema. Rules that compare
    /// with the object of before are not asked.
    /// </summary>
    /// <param name="platform">The evidence.</param>
    /// <param name="minor">The API server's minor version. The rules are taken for stored ones.</param>
    public static IEnumerable<BrokenRule> Judge(Platform platform, int minor)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var language = RuleLanguage.OfServer(minor, ExpressionKind.Stored);
        foreach (var definition in platform.Of(Definitions))
        {
            var spec = definition.Root["spec"];
            if (spec["group"].AsString() is not { } group || spec["names"]["kind"].AsString() is not { } kind)
            {
                continue;
            }

            var objects = platform.Of(new GroupKind(group, kind));
            foreach (var (version, schema) in objects.Count == 0 ? [] : Schemas(definition))
            {
                foreach (var broken in Judge(objects.Where(one => one.ApiVersion == $"{group}/{version}"), definition, schema, language))
                {
                    yield return broken;
                }
            }
        }
    }

    private static IEnumerable<BrokenRule> Judge(IEnumerable<Document> objects, Document definition, StructuralSchema schema, RuleLanguage language)
    {
        var rules = RuleLevel.Of(schema, isResource: true, language);
        if (rules is null)
        {
            yield break;
        }

        foreach (var resource in objects)
        {
            var value = Defaults.Applied(resource.Root, schema);
            var verdict = RuleValidator.Validate(rules, value, default, "", RuleLimits.Default, ratchets: false);
            foreach (var error in verdict.Errors)
            {
                var at = value == resource.Root ? error.At : Defaults.PlaceOf(error.At, resource.Root);
                yield return new BrokenRule(resource, definition, error.Field, error.ToString(), at, error.Rule.At);
            }
        }
    }

    private static List<(string Version, StructuralSchema Schema)> Schemas(Document definition)
    {
        var versions = new List<(string Version, StructuralSchema Schema)>();
        foreach (var version in definition.Root["spec"]["versions"].Items)
        {
            if (version["name"].AsString() is { } name && version["schema"]["openAPIV3Schema"] is { Kind: NodeKind.Map } schema)
            {
                versions.Add((name, StructuralReader.Read(schema)));
            }
        }

        return versions;
    }
}
