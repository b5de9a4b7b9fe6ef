using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Files;

/// <summary>The maps of a file of the catalogue.</summary>
internal static class CatalogText
{
    public static IEnumerable<Node> Read(string file, string text, List<FilePlace> problems)
    {
        var unreadable = new List<FilePlace>();
        var roots = ValueReader.ReadStrict(file, text, unreadable);
        problems.AddRange(unreadable.Select(place => new FilePlace(file, place.Line, place.Column, place.Reason)));
        foreach (var root in roots)
        {
            if (root.Kind == NodeKind.Map)
            {
                yield return root;
            }
            else
            {
                problems.Add(new FilePlace(file, root.Line, root.Column, "a file of the catalogue is a map of fields"));
            }
        }
    }
}
