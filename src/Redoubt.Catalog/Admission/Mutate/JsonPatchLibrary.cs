using Redoubt.Cel;

namespace Redoubt.Catalog.Admission;

/// <summary><c>jsonpatch.escapeKey</c>: a key as a step of a JSON pointer (RFC 6901, section 3).</summary>
internal static class JsonPatchLibrary
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "kubernetes.jsonpatch",
        Functions =
        [
            CelFunction.Global("jsonpatch.escapeKey", "string_jsonpatch_escapeKey_string", [CelType.String], CelType.String, Escape) with
            {
                Summary = "A key as a step of a JSON pointer: `~` is `~0` and `/` is `~1`.",
                Examples = [new("jsonpatch.escapeKey('a/b~c')", "'a~1b~0c'")],
            },
        ],
    };

    private static CelValue Escape(ReadOnlySpan<CelValue> arguments) => CelValue.String(
        arguments[0].AsString().Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
