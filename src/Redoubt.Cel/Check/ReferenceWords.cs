namespace Redoubt.Cel.Check;

/// <summary>What cel-go says of names and types that do not fit (cel-go, `checker/errors.go`), and how it writes a type.</summary>
internal static class ReferenceWords
{
    public static string Undeclared(string name, string container) => $"undeclared reference to '{name}' (in container '{container}')";

    public static string UndefinedField(string field) => $"undefined field '{field}'";

    // A type of a library is an object type in cel-go, of which its provider knows no fields.
    public static string NoSelection(CelType type) => type is { Kind: CelTypeKind.Opaque, Parameters.Length: 0 }
        ? $"unexpected failed resolution of '{Of(type)}'"
        : $"type '{Of(type)}' does not support field selection";

    public static string NoOverload(string function, bool isReceiver, IReadOnlyList<CelType> arguments)
    {
        var types = arguments.Skip(isReceiver ? 1 : 0).Select(Of);
        return $"found no matching overload for '{function}' applied to '{(isReceiver ? Of(arguments[0]) + "." : "")}({string.Join(", ", types)})'";
    }

    public static string NotIterable(CelType type) =>
        $"expression of type '{Of(type)}' cannot be range of a comprehension (must be list, map, or dynamic)";

    public static string Mismatch(CelType found, CelType wanted) => $"expected type '{Of(wanted)}' but found '{Of(found)}'";

    public static string FieldMismatch(string field, CelType found, CelType wanted) =>
        $"expected type of field '{field}' is '{Of(wanted)}' but provided type is '{Of(found)}'";

    public static string Of(CelType type) => type.Kind switch
    {
        CelTypeKind.Timestamp => "timestamp",
        CelTypeKind.Duration => "duration",
        CelTypeKind.Null => "null",
        CelTypeKind.Error => "!error!",
        _ when type.Parameters.IsEmpty => type.Name,
        _ => $"{type.Name}({string.Join(", ", type.Parameters.Select(Of))})",
    };
}
