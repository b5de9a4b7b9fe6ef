using Redoubt.Cel.Values;

namespace Redoubt.Cel;

/// <summary>The object types that a checker knows, for example the kinds of an API. At run time their values are maps.</summary>
public interface ITypeProvider
{
    /// <summary>The type with this name, or null if there is none.</summary>
    CelObjectType? Find(string name);
}

/// <summary>An object type: fields with types. Selecting a field that it lacks is a check error, unless it is open.</summary>
public abstract class CelObjectType
{
    /// <summary>The fully qualified name.</summary>
    public abstract string Name { get; }

    /// <summary>Whether fields other than the declared ones may be selected; they are <c>dyn</c>.</summary>
    public virtual bool IsOpen => false;

    /// <summary>The declared fields' names, for suggestions.</summary>
    public abstract IEnumerable<string> FieldNames { get; }

    /// <summary>The type of a declared field, or null.</summary>
    public abstract CelType? Field(string name);

    /// <summary>The value of an object literal; a map of its fields unless the type says otherwise.</summary>
    /// <param name="fields">The fields, as a map.</param>
    public virtual CelValue Literal(CelValue fields) => fields;

    /// <summary>The type of its values.</summary>
    internal virtual CelType Type => CelType.Object(Name);

    /// <summary>The value of an object literal, a map unless the type says otherwise; an error if it cannot be made.</summary>
    internal virtual CelValue Create(MapValue fields) => Literal(CelValue.Map(fields));
}
