using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Validation.CustomResources;

/// <summary>
/// Says of an object of a custom kind for what an API server refuses it, by the schema of its definition, as if it were created now. Unknown
/// fields are <see cref="UnknownFields"/>; expressions of the definition are no matter of this room. For one thread.
/// </summary>
public sealed class CustomResourceValidator
{
    private readonly SchemaLevel? _schema;
    private readonly bool _isNamespaced;
    private readonly bool _dropsStatus;

    /// <summary>A validator for one version of a definition.</summary>
    /// <param name="definition">The CustomResourceDefinition.</param>
    /// <param name="version">The version, as <c>v1</c>.</param>
    public CustomResourceValidator(Document definition, string version)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _isNamespaced = !definition.Root["spec"]["scope"].Is("Cluster");
        foreach (var item in definition.Root["spec"]["versions"].Items)
        {
            if (item["name"].Is(version))
            {
                _schema = item["schema"]["openAPIV3Schema"] is { Kind: NodeKind.Map } schema ? SchemaLevel.Read(schema) : null;
                _dropsStatus = item["subresources"]["status"].Exists;
                break;
            }
        }
    }

    /// <summary>What is wrong with an object, in the order of its text.</summary>
    /// <param name="resource">The object, of the validator's kind and version.</param>
    public Verdict Validate(Document resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var faults = new Faults(resource.Root, null);
        Rules.MetadataRules.Validate(resource.Root, TypeRules.None, _isNamespaced, faults);
        if (_schema is not null)
        {
            // Of an object that is created the status is dropped where it has a path of its own.
            ValueRules.Map(resource.Root, _schema, faults, _dropsStatus ? ["apiVersion", "kind", "metadata", "status"] : ["apiVersion", "kind", "metadata"]);
            Metadata(resource.Root["metadata"], faults);
            ValueRules.Junctors(resource.Root, _schema, faults);
        }

        return faults.Verdict;
    }

    // A schema may say what names are taken, and nothing else of the metadata.
    private void Metadata(Node metadata, Faults faults)
    {
        if (_schema?.Property("metadata") is { } level)
        {
            foreach (var name in (ReadOnlySpan<string>)["name", "generateName"])
            {
                if (metadata[name].HasValue && level.Property(name) is { } rules)
                {
                    ValueRules.Apply(metadata[name], rules, faults);
                }
            }
        }
    }

    /// <summary>Whether an API server asks the expressions of a definition of an object with these faults: not where the object has not even the schema's form.</summary>
    /// <param name="verdict">What <see cref="Validate"/> said.</param>
    public static bool AsksExpressions(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return !verdict.Faults.Any(fault => fault.Reason is FaultReason.Required or FaultReason.TooLong or FaultReason.TooMany or FaultReason.TypeInvalid);
    }
}
