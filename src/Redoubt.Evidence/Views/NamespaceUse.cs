namespace Redoubt.Evidence.Views;

/// <summary>A namespace that is known: by its own document, or because an object or the user names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Document">Its document; null if it is only referred to.</param>
/// <param name="FirstMention">The first document that speaks of it: its own if there is one.</param>
public sealed record NamespaceUse(string Name, Document? Document, Document FirstMention)
{
    /// <summary>The kind of a namespace's document.</summary>
    public static GroupKind GroupKind { get; } = new("", "Namespace");

    /// <summary>Where it is first spoken of.</summary>
    public Node Mention => Document?.Mention ?? FirstMention.NamespaceMention;
}
