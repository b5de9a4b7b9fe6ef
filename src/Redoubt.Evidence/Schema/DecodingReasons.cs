namespace Redoubt.Evidence.Schema;

/// <summary>The words for what the API server does not take.</summary>
internal static class DecodingReasons
{
    public static string WrongType(FieldType expected, NodeKind found, string? help = null) =>
        $"expected {Name(expected.Kind)}, found {Name(found)}" + (help is null ? "" : ": " + help);

    public static string NotWritten(FieldType expected) => $"not {Name(expected.Kind)}";

    public static string TooLarge(FieldKind expected) => $"the number does not fit into {Name(expected)}";

    public static string Fraction(FieldKind expected) => $"expected {Name(expected)}, found a fraction";

    /// <summary>The server's own words, and what may be meant.</summary>
    public static string UnknownField(string path, string? suggestion) =>
        $"unknown field \"{path}\"" + (suggestion is null ? "" : ": " + suggestion);

    public static string Gone(int minor) => $"Kubernetes 1.{minor} no longer has it";

    public const string Encrypted = "encrypted by SOPS, which takes `sops` away before the object is applied: it is judged as it stands";

    public static string NotListed(int count) => $"{count} more values of this object would be refused or dropped; they are not listed";

    private static string Name(FieldKind kind) => kind switch
    {
        FieldKind.String => "a string",
        FieldKind.Int32 => "an integer of 32 bits",
        FieldKind.Int64 => "an integer of 64 bits",
        FieldKind.Double => "a number",
        FieldKind.Bool => "`true` or `false`",
        FieldKind.Quantity => "a quantity such as `500m` or `1Gi`",
        FieldKind.IntOrString => "an integer of 32 bits or a string",
        FieldKind.Time => "a time such as `2006-01-02T15:04:05Z`",
        FieldKind.Bytes => "a string in base64",
        FieldKind.List => "a list",
        FieldKind.Object or FieldKind.Map => "an object",
        _ => "anything",
    };

    private static string Name(NodeKind kind) => kind switch
    {
        NodeKind.Bool => "a boolean",
        NodeKind.Int or NodeKind.UInt => "an integer",
        NodeKind.Double => "a number",
        NodeKind.String => "a string",
        NodeKind.List => "a list",
        NodeKind.Map => "an object",
        _ => "null",
    };
}
