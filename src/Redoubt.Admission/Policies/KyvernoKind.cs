namespace Redoubt.Admission.Policies;

/// <summary>A kind as Kyverno's rules write it: <c>Pod</c>, <c>v1/Pod</c>, <c>apps/v1/Deployment</c>, <c>Pod/exec</c>, <c>*</c>.</summary>
/// <param name="Group">The API group, <c>*</c> for any.</param>
/// <param name="Version">The API version, <c>*</c> for any.</param>
/// <param name="Kind">The kind, which may hold <c>*</c>.</param>
/// <param name="Subresource">The subresource; empty for the object itself.</param>
internal readonly record struct KyvernoKind(string Group, string Version, string Kind, string Subresource)
{
    public static KyvernoKind Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length switch
        {
            1 => Of("*", "*", parts[0]),
            2 when IsVersion(parts[0]) => Of("*", parts[0], parts[1]),
            2 => new("*", "*", parts[0], parts[1]),
            3 when IsVersion(parts[0]) => new("*", parts[0], parts[1], parts[2]),
            3 => Of(parts[0], parts[1], parts[2]),
            _ => new(parts[0], parts[1], parts[2], parts[3]),
        };
    }

    // The older way to name a subresource is with a dot.
    private static KyvernoKind Of(string group, string version, string kind) =>
        kind.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? new(group, version, kind[..dot], kind[(dot + 1)..])
            : new(group, version, kind, "");

    private static bool IsVersion(string text) => text == "*" || (text.Length > 1 && text[0] == 'v' && char.IsAsciiDigit(text[1]));
}
