using Redoubt.Cel;

namespace Redoubt.Kubernetes;

/// <summary>A few object types by name.</summary>
public sealed class FixedTypes(params CelObjectType[] types) : ITypeProvider
{
    /// <inheritdoc/>
    public CelObjectType? Find(string name) => Array.Find(types, type => type.Name == name);
}

/// <summary>An object type with these fields and no others.</summary>
public sealed class FixedType(string name, params (string Name, CelType Type)[] fields) : CelObjectType
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override IEnumerable<string> FieldNames => fields.Select(one => one.Name);

    /// <inheritdoc/>
    public override CelType? Field(string name) => Array.Find(fields, one => one.Name == name).Type;
}
