namespace Redoubt.Evidence.Read;

/// <summary>
/// Lists of objects, as kubectl tells them from objects: whatever has a list in <c>items</c> is one, named or not, and whatever its kind is
/// called (kubernetes/apimachinery, <c>unstructured/helpers.go</c>).
/// </summary>
internal static class ObjectList
{
    private const string Suffix = "List";

    /// <summary>Whether this is a list of objects. A <c>List</c> whose items are null has none.</summary>
    public static bool Is(Node node) =>
        node["items"].Kind == NodeKind.List || (node["items"].Kind == NodeKind.Null && node["kind"].Text.EndsWith(Suffix, StringComparison.Ordinal));

    /// <summary>The kind of items that say none, as <c>Pod</c> in a <c>PodList</c>; null for a list whose items must say it.</summary>
    public static string? ItemKind(string kind) =>
        kind == Suffix ? null : kind.EndsWith(Suffix, StringComparison.Ordinal) ? kind[..^Suffix.Length] : kind;
}
