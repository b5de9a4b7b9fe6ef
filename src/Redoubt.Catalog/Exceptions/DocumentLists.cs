using Redoubt.Evidence;

namespace Redoubt.Catalog.Exceptions;

/// <summary>The objects of a platform by what exceptions name of them, so that not every one is looked at for each exception.</summary>
/// <param name="platform">The platform.</param>
internal sealed class DocumentLists(Platform platform)
{
    private readonly ILookup<string, Document> _byName = platform.Documents.ToLookup(document => document.Name, StringComparer.Ordinal);
    private readonly ILookup<string, Document> _byNamespace = platform.Documents.ToLookup(document => document.Namespace, StringComparer.Ordinal);
    private readonly Lazy<ILookup<(string Key, string Value), Document>> _byLabel = new(() => ByLabel(platform));

    /// <summary>Objects among which are all that an exception may be about.</summary>
    /// <param name="use">The exception.</param>
    public IEnumerable<Document> For(ExceptionUse use) =>
        use.Name.Length > 0 ? _byName[use.Name]
        : use.Rule.Scope.Labels is [var label, ..] ? _byLabel.Value[label]
        : use.Namespace.Length > 0 ? _byNamespace[use.Namespace]
        : platform.Documents;

    private static ILookup<(string Key, string Value), Document> ByLabel(Platform platform) =>
        (from document in platform.Documents from pair in LabelsOf(document) select (pair, document)).ToLookup(one => one.pair, one => one.document);

    private static List<(string Key, string Value)> LabelsOf(Document document)
    {
        var labels = new List<(string Key, string Value)>();
        foreach (var label in document.Labels.Fields)
        {
            if (label.AsString() is { } value)
            {
                labels.Add((label.Key.ToString(), value));
            }
        }

        return labels;
    }
}
