using System.Text.RegularExpressions;
using Redoubt.Evidence.Schema;

namespace Redoubt.Editor.Features;

/// <summary>The fields of the API that may follow a selection in a control's CEL, as <c>container.?securityContext.</c>.</summary>
internal static partial class ApiFields
{
    /// <summary>The fields after the last dot before a place; none where it is not known what stands there.</summary>
    /// <param name="text">The control's file.</param>
    /// <param name="offset">The place.</param>
    public static IEnumerable<FieldInfo> Before(string text, int offset)
    {
        var start = Math.Clamp(offset, 0, text.Length);
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '?'))
        {
            start--;
        }

        var steps = text[start..Math.Clamp(offset, 0, text.Length)].Replace("?", "", StringComparison.Ordinal).Split('.');
        var type = steps.Length < 2 ? null : TypeOf(steps[0], text);
        foreach (var step in steps.Skip(1).SkipLast(1))
        {
            type = type is not null && type.TryField(step, out var field) ? field.Type.Object : null;
        }

        return type is null ? [] : type.Fields.ToArray();
    }

    private static TypeInfo? TypeOf(string variable, string text) => variable switch
    {
        "container" => FieldIndex.Default.Type("V1Container"),
        "pod" => FieldIndex.Default.Type("V1PodTemplateSpec"),
        "namespaceObject" => FieldIndex.Default.Type("V1Namespace"),
        "object" => Kind().Match(text) is { Success: true } kind && FieldIndex.Default.KindsNamed(kind.Groups["kind"].Value) is [var info, ..] ? info.Type : null,
        _ => null,
    };

    [GeneratedRegex(@"^for:\s*\[?\s*([a-z0-9.-]+/)?(?<kind>[A-Z][A-Za-z]+)", RegexOptions.Multiline)]
    private static partial Regex Kind();
}
