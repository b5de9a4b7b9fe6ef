namespace Redoubt.Evidence;

/// <summary>A kind within its API group.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind, as <c>Deployment</c>.</param>
public readonly record struct GroupKind(string Group, string Kind)
{
    /// <summary>The kind as it is written in controls: <c>apps/Deployment</c>, <c>Pod</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Kind : $"{Group}/{Kind}";

    /// <summary>Reads <c>group/Kind</c> or <c>Kind</c>, which is then of the core group.</summary>
    /// <param name="text">The text.</param>
    public static GroupKind Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash < 0 ? new GroupKind("", text) : new GroupKind(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>The API group of an <c>apiVersion</c>: what stands before its slash.</summary>
    /// <param name="apiVersion">As <c>apps/v1</c> or <c>v1</c>.</param>
    public static string GroupOf(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/');
        return slash < 0 ? "" : apiVersion[..slash];
    }
}

/// <summary>What names an object in a cluster.</summary>
/// <param name="Kind">Kind and API group; the version names the same object.</param>
/// <param name="Namespace">The namespace; empty for a kind that has none.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(GroupKind Kind, string Namespace, string Name)
{
    /// <summary>The object as people write it: <c>shop/Deployment/cart</c>, <c>Namespace/shop</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind.Kind}/{Name}" : $"{Namespace}/{Kind.Kind}/{Name}";
}
