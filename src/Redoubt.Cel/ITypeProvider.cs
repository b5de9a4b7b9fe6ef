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

    /// <summary>
    /// Whether its values keep their type: they are equal only to others of it, are no maps, and only a selection that the checker has seen finds
    /// their fields. Otherwise they are maps.
    /// </summary>
    public virtual bool KeepsType => false;

    /// <summary>Whether its name alone stands for the type as a value.</summary>
    public virtual bool IsNamed => true;

    /// <summary>Whether a field that is written in a literal is there; else it is as if it were not written.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">What is written.</param>
    public virtual bool IsSet(string field, CelValue value) => true;

    /// <summary>What selecting a field gives that a value lacks; absent for an error. Only where <see cref="KeepsType"/>.</summary>
    /// <param name="field">The field.</param>
    public virtual CelValue Lacking(string field) => default;

    /// <summary>The type of its values.</summary>
    internal virtual CelType Type => CelType.Object(Name);

    /// <summary>The value of an object literal, a map unless the type says otherwise; an error if it cannot be made.</summary>
    internal virtual CelValue Create(MapValue fields) => CelValue.Map(KeepsType ? fields.Of(this) : fields);
}
