using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes;

/// <summary>A few object types by name.</summary>
internal sealed class FixedTypes(params CelObjectType[] types) : ITypeProvider
{
    public CelObjectType? Find(string name) => Array.Find(types, type => type.Name == name);
}

/// <summary>An object type with these fields and no others.</summary>
internal sealed class FixedType(string name, params (string Name, CelType Type)[] fields) : CelObjectType
{
    public override string Name => name;

    public override IEnumerable<string> FieldNames => fields.Select(one => one.Name);

    public override CelType? Field(string name) => Array.Find(fields, one => one.Name == name).Type;
}
