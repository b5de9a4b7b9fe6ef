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
/// <param name="IsWarning">Whether the object is taken nevertheless: what is wrong was wrong before, in a part that was not changed.</param>
public sealed record BrokenRule(Document Resource, Document Definition, string Path, string Text, Node At, Node Rule, bool IsWarning = false);

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
            foreach (var (version, rules, schema) in objects.Count == 0 ? [] : Compiled(definition, language))
            {
                foreach (var resource in objects.Where(one => one.ApiVersion == $"{group}/{version}"))
                {
                    foreach (var broken in Ask(definition, rules, schema, resource, null))
                    {
                        yield return broken;
                    }
                }
            }
        }
    }

    /// <summary>The rules of a definition that one object breaks; none if it is not of the definition's kind, or of another version.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="resource">The object.</param>
    /// <param name="old">The object that it replaces; null if it is new.</param>
    /// <param name="minor">The API server's minor version.</param>
    public static IEnumerable<BrokenRule> Judge(Document definition, Document resource, Document? old, int minor)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(resource);
        var spec = definition.Root["spec"];
        if (!spec["names"]["kind"].Is(resource.Kind) || !spec["group"].Is(resource.Group))
        {
            return [];
        }

        return from compiled in Compiled(definition, RuleLanguage.OfServer(minor, ExpressionKind.Stored))
               where resource.ApiVersion == $"{resource.Group}/{compiled.Version}"
               from broken in Ask(definition, compiled.Rules, compiled.Schema, resource, old)
               select broken;
    }

    private static IEnumerable<BrokenRule> Ask(Document definition, RuleLevel rules, StructuralSchema schema, Document resource, Document? old)
    {
        var value = Defaulting.Applied(resource.Root, schema);
        var before = old is null ? default : Defaulting.Applied(old.Root, schema);
        var verdict = RuleValidator.Validate(rules, value, before, "", RuleLimits.Default, ratchets: true);
        return verdict.Errors.Select(error => Broken(error, false)).Concat(verdict.Warnings.Select(warning => Broken(warning, true)));

        BrokenRule Broken(FieldError error, bool isWarning)
        {
            var at = value == resource.Root ? error.At : Defaulting.PlaceOf(error.At, resource.Root);
            return new BrokenRule(resource, definition, error.Field, error.ToString(), at, error.Rule.At, isWarning);
        }
    }

    private static IEnumerable<(string Version, RuleLevel Rules, StructuralSchema Schema)> Compiled(Document definition, RuleLanguage language)
    {
        foreach (var (version, schema) in Schemas(definition))
        {
            if (RuleLevel.Of(schema, isResource: true, language) is { } rules)
            {
                yield return (version, rules, schema);
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
