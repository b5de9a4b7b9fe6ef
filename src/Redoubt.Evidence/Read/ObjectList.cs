using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Read;

/// <summary>
/// Lists of objects, as kubectl tells them from objects: whatever has a list in <c>items</c> is one, named or not, and whatever its kind is
/// called (kubernetes/apimachinery, <c>unstructured/helpers.go</c>).
/// </summary>
internal static class ObjectList
{
    private const string Suffix = "List";

    /// <summary>Whether this is a list of objects. A list whose items are null or left out has none.</summary>
    public static bool Is(Node node) => node["items"].Kind switch
    {
        NodeKind.List => true,
        NodeKind.Null or NodeKind.None => IsListKind(node),
        _ => false,
    };

    /// <summary>Whether a list is an object of a built-in kind as well: kubectl reads its items alone, and whoever sends it alone sends the object.</summary>
    public static bool IsObjectToo(Node node) => FieldIndex.Default.TryKind(node["apiVersion"].Text, node["kind"].Text, out _);

    // `List`, or the list of a built-in kind: what else ends so, as `AllowList`, is a list only if it has items.
    private static bool IsListKind(Node node) => node["kind"].Text is var kind && kind.EndsWith(Suffix, StringComparison.Ordinal)
        && (kind.Length == Suffix.Length || FieldIndex.Default.TryKind(node["apiVersion"].Text, kind[..^Suffix.Length], out _));

    /// <summary>The kind of items that say none, as <c>Pod</c> in a <c>PodList</c>; null for a list whose items must say it.</summary>
    public static string? ItemKind(string kind) =>
        kind == Suffix ? null : kind.EndsWith(Suffix, StringComparison.Ordinal) ? kind[..^Suffix.Length] : kind;
}
