namespace Redoubt.Evidence.Read;

/// <summary>Lists of objects as <c>kubectl get -o yaml</c> and the API server write them.</summary>
internal static class ObjectList
{
    /// <summary>The kind of a list whose items say themselves what they are.</summary>
    public const string Untyped = "List";

    /// <summary>Whether this is a list of objects. What has a name is an object itself, whatever its kind is called.</summary>
    public static bool Is(Node node, ReadOnlySpan<char> kind) =>
        kind.EndsWith(Untyped, StringComparison.Ordinal) && node["items"].Kind is NodeKind.List or NodeKind.Null && !node["metadata"]["name"].HasValue;

    /// <summary>The kind that a typed list's items have, as <c>Pod</c> in a <c>PodList</c>; null for an untyped list.</summary>
    public static string? ItemKind(string kind) => kind == Untyped ? null : kind[..^Untyped.Length];
}
