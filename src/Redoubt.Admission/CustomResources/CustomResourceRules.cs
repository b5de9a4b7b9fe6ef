using System.Collections.Immutable;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Secrets;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.CustomResources;

/// <summary>A rule of a definition that an object of the evidence does not keep.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Definition">The definition of its kind.</param>
/// <param name="Path">The field, as the API server names it.</param>
/// <param name="Text">The error in the API server's words.</param>
/// <param name="At">The place in the object; of a field that is absent, what holds it.</param>
/// <param name="Rule">The rule's place in the definition.</param>
/// <param name="IsWarning">Whether the object is taken nevertheless: what is wrong was wrong before, in a part that was not changed.</param>
public sealed record BrokenRule(Document Resource, Document Definition, string Path, string Text, Node At, Node Rule, bool IsWarning = false);

/// <summary>An object of the evidence whose kind has rules, and those that it breaks.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Definition">The definition of its kind.</param>
/// <param name="Broken">The rules that it breaks, in the order in which they are asked.</param>
public sealed record JudgedResource(Document Resource, Document Definition, ImmutableArray<BrokenRule> Broken)
{
    /// <summary>Whether an API server would refuse the object.</summary>
    public bool IsRefused => Broken.Any(broken => !broken.IsWarning);
}

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
    /// The objects of the evidence whose kinds have rules: each as if it were created now, with the defaults of its schema. Rules that
    /// compare with the object of before are not asked.
    /// </summary>
    /// <param name="platform">The evidence.</param>
    /// <param name="minor">The API server's minor version. The rules are taken for stored ones.</param>
    public static IEnumerable<JudgedResource> Judge(Platform platform, int minor)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return Judge(platform.Of(Definitions), platform.Documents, minor, isUpdate: false);
    }

    /// <summary>As above for definitions and objects of one's choice.</summary>
    /// <param name="definitions">The definitions; what is none is passed over.</param>
    /// <param name="resources">The objects; one whose kind has no rules is passed over.</param>
    /// <param name="minor">The API server's minor version.</param>
    /// <param name="isUpdate">Whether each object replaces one that is the same, so that what is wrong is only warned of.</param>
    public static IEnumerable<JudgedResource> Judge(IEnumerable<Document> definitions, IEnumerable<Document> resources, int minor, bool isUpdate)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(resources);
        var language = RuleLanguage.OfServer(minor, ExpressionKind.Stored);
        var byKind = resources.ToLookup(resource => (resource.ApiVersion, resource.Kind));
        foreach (var definition in definitions)
        {
            var (group, kind) = (definition.Root["spec"]["group"].AsString(), definition.Root["spec"]["names"]["kind"].AsString() ?? "");
            foreach (var (version, schema) in Schemas(definition))
            {
                if (byKind.Contains(($"{group}/{version}", kind)) && RuleLevel.Of(schema, isResource: true, language) is { } rules)
                {
                    foreach (var resource in byKind[($"{group}/{version}", kind)])
                    {
                        yield return new JudgedResource(resource, definition, [.. Ask(definition, rules, schema, resource, isUpdate ? resource : null)]);
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

        var language = RuleLanguage.OfServer(minor, ExpressionKind.Stored);
        return from version in Schemas(definition)
               where resource.ApiVersion == $"{resource.Group}/{version.Version}"
               let rules = RuleLevel.Of(version.Schema, isResource: true, language)
               where rules is not null
               from broken in Ask(definition, rules, version.Schema, resource, old)
               select broken;
    }

    private static IEnumerable<BrokenRule> Ask(Document definition, RuleLevel rules, StructuralSchema schema, Document resource, Document? old)
    {
        var value = Defaulting.Applied(resource.Root, schema);
        var before = old is null ? default : Defaulting.Applied(old.Root, schema);
        var verdict = RuleValidator.Validate(rules, value, before, "", RuleLimits.Default, ratchets: true);
        var redactor = Redactor.Of(resource);
        return verdict.Errors.Select(error => Broken(error, false)).Concat(verdict.Warnings.Select(warning => Broken(warning, true)));

        BrokenRule Broken(FieldError error, bool isWarning)
        {
            var at = value == resource.Root ? error.At : Defaulting.PlaceOf(error.At, resource.Root);
            return new BrokenRule(resource, definition, error.Field, redactor.Safe(error.ToString()), at, error.Rule.At, isWarning);
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
