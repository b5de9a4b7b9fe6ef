using System.Text.RegularExpressions;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>
/// The suite quotes its strings but not its keys. A key such as <c>y</c> is a name there; Kubernetes' YAML would read it as <c>true</c>, so it
/// is quoted before it is read.
/// </summary>
internal static partial class SuiteKeys
{
    public static string Quoted(string text) => Words().Replace(text, found => found.Groups["key"] is { Success: true } key ? $"'{key.Value}'" : found.Value);

    /// <summary>A string, which stays, or a key that is a truth value in YAML 1.1.</summary>
    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?<![\w.-])(?<key>y|n|yes|no|on|off)(?=:[ \n])""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Words();
}
