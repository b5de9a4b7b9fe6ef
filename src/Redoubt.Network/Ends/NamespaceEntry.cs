using Redoubt.Evidence;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Ends;

/// <summary>A namespace, and the numbers of its pods' classes, which follow one another.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels, with the one that the server sets.</param>
/// <param name="Document">Its document; null if it is only referred to.</param>
/// <param name="First">The number of its first class.</param>
/// <param name="End">The number after its last.</param>
internal sealed record NamespaceEntry(string Name, LabelMap Labels, Document? Document, int First, int End)
{
    /// <summary>The label that the server gives every namespace, whatever its manifest says.</summary>
    public const string NameLabel = "kubernetes.io/metadata.name";

    public static LabelMap LabelsOf(string name, Document? document, bool isComplete) =>
        LabelMap.Of(document?.Labels ?? default, (NameLabel, name), isWhole: document is not null || isComplete);
}
