using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>Where an API server names the schema of a definition's version.</summary>
public static class DefinitionPaths
{
    /// <summary>The path of what holds the schema, <c>spec.validation</c> or <c>spec.versions[1].schema</c>.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="version">The version's number in the list.</param>
    /// <returns>Null if the schema is that of the first version, of which it is told.</returns>
    public static string? SchemaOf(Node definition, int version) => Rules.DefinitionRules.PathOf(definition, version, "schema", "validation")?[1..];
}
