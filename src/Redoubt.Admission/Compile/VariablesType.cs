using Redoubt.Cel;

namespace Redoubt.Admission.Compile;

/// <summary>The type of <c>variables</c>: it has the variables that are compiled so far, so that each sees only those before it.</summary>
internal sealed class VariablesType : CelObjectType
{
    private readonly Dictionary<string, CelType> _types = new(StringComparer.Ordinal);

    public override string Name => "kubernetes.variables";

    public override IEnumerable<string> FieldNames => _types.Keys;

    public override CelType? Field(string name) => _types.GetValueOrDefault(name);

    /// <summary>Adds a variable; of two with one name the later counts. Objects, optionals and what did not compile are of any type to those who use it.</summary>
    public void Add(string name, CelType? type)
    {
        if (name.Length > 0)
        {
            _types[name] = Declared(type);
        }
    }

    private static CelType Declared(CelType? type) => type?.Kind switch
    {
        CelTypeKind.List => CelType.List(Declared(type.Parameters[0])),
        CelTypeKind.Map => CelType.Map(Declared(type.Parameters[0]), Declared(type.Parameters[1])),
        CelTypeKind.Null or CelTypeKind.Bool or CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.Double or CelTypeKind.String
            or CelTypeKind.Bytes or CelTypeKind.Timestamp or CelTypeKind.Duration => type,
        _ => CelType.Dyn,
    };
}
