using Redoubt.Cel;
using Redoubt.Kubernetes.Cost;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary><c>jsonpatch.escapeKey</c>; only where mutation adds it.</summary>
public static class JsonPatchLibrary
{
    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new()
    {
        Name = "kubernetes.jsonpatch",
        Functions =
        [
            Function(
                "jsonpatch.escapeKey",
                "A key as a step of a JSON pointer (RFC 6901).",
                [Global("string_jsonpatch_escapeKey_string", [CelType.String], CelType.String, static all => CelValue.String(Escape(all[0].AsString())))],
                Example("jsonpatch.escapeKey('k8s.io/my~label')", "'k8s.io~1my~0label'")).Costing(Charge.Text, Charge.SameText),
        ],
    };

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
