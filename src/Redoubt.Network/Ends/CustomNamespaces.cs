using Redoubt.Evidence;

namespace Redoubt.Network.Ends;

/// <summary>
/// Where objects of custom kinds go that are written without a namespace: where Kubernetes' own objects of the same file go that are written so, else those of any file, else
/// to <c>default</c>. Of a custom kind nobody says, without its definition, that it lives in a namespace.
/// </summary>
internal sealed class CustomNamespaces
{
    private readonly Dictionary<string, string> _byFile = new(StringComparer.Ordinal);
    private readonly string _usual;

    public CustomNamespaces(Platform platform)
    {
        foreach (var document in platform.Documents)
        {
            if (document.Namespace.Length > 0 && !document.Root["metadata"]["namespace"].HasValue)
            {
                _byFile.TryAdd(document.Origin.File, document.Namespace);
            }
        }

        _usual = _byFile.Values.FirstOrDefault() ?? "default";
    }

    /// <summary>The namespace of an object of a custom kind that lives in one.</summary>
    public string Of(Document document) =>
        document.Namespace.Length > 0 ? document.Namespace : _byFile.GetValueOrDefault(document.Origin.File, _usual);
}
