using Redoubt.Cel;

namespace Redoubt.Admission.CustomResources;

/// <summary>The object types of one schema for the checker.</summary>
internal sealed class DeclaredTypeProvider : ITypeProvider
{
    private readonly Dictionary<string, CelObjectType> _types = new(StringComparer.Ordinal);

    /// <param name="root">The type at the root.</param>
    /// <param name="reservedAsFields">Whether a reserved word is a field's name as it is, without underscores.</param>
    public DeclaredTypeProvider(DeclaredType root, bool reservedAsFields) => Add(root, reservedAsFields);

    public CelObjectType? Find(string name) => _types.GetValueOrDefault(name);

    private void Add(DeclaredType type, bool reservedAsFields)
    {
        if (type.Element is { } element)
        {
            Add(element, reservedAsFields);
        }

        if (type.Fields is not { } fields || !_types.TryAdd(type.Type.Name, new SchemaObjectType(type, reservedAsFields)))
        {
            return;
        }

        foreach (var field in fields.Values)
        {
            Add(field, reservedAsFields);
        }
    }

    private sealed class SchemaObjectType(DeclaredType type, bool reservedAsFields) : CelObjectType
    {
        public override string Name => type.Type.Name;

        public override IEnumerable<string> FieldNames => type.Fields!.Keys;

        public override CelType? Field(string name) =>
            type.Fields!.GetValueOrDefault(name)?.Type
            ?? (reservedAsFields && Identifier.IsReserved(name) ? type.Fields!.GetValueOrDefault(Identifier.Escape(name)!)?.Type : null);
    }
}
