using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// How much of something fits into one request to an API server, which is at most 3 MiB. Sizes of strings are in bytes, all others in
/// elements (kubernetes/apiserver, `pkg/cel/common/schemas.go`, `pkg/cel/limits.go`).
/// </summary>
internal static class RequestBounds
{
    public const long Request = 3 * 1024 * 1024;
    public const long ObjectName = 253;
    public const long MinText = 2;
    public const long MinBool = 4;
    public const long MinNumber = 1;
    public const long MinDuration = 3;
    public const long MinDateTime = 21;
    public const long Date = 12;

    private const long MaxTime = 32;
    private const long LongestRune = 4;

    /// <summary>The size of a string of a schema, as long as the schema and the request let it be.</summary>
    public static long Text(StructuralSchema schema)
    {
        switch (schema.Format)
        {
            case "duration" or "date-time" when !schema.IsIntOrString:
                return MaxTime;
            case "date" when !schema.IsIntOrString:
                return Date;
            case "byte" when !schema.IsIntOrString && schema.MaxLength is { } bytes:
                return bytes;
        }

        if (schema.MaxLength is { } runes)
        {
            return runes * LongestRune;
        }

        return schema.EnumCount > 0 && !schema.IsIntOrString && schema.Format != "byte"
            ? schema.EnumTexts.Select(text => (long)System.Text.Encoding.UTF8.GetByteCount(text)).DefaultIfEmpty().Max()
            : Request - 2;
    }

    /// <summary>How many elements a list has at most: brackets, and a comma with each.</summary>
    public static long Items(StructuralSchema schema, long minItem) => schema.MaxItems ?? (Request - 2) / (minItem + 1);

    /// <summary>How many entries a map has at most: braces, and with each a key in quotes, a colon and a comma.</summary>
    public static long Entries(StructuralSchema schema, long minValue) => schema.MaxProperties ?? (Request - 2) / (minValue + 6);

    /// <summary>How often a value of a size may stand in one request at most.</summary>
    public static ulong Occurrences(long minSize) => (ulong)(Request / (minSize + 1));
}
