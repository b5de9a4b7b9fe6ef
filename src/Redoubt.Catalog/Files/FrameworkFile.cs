using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads a framework from a file of <c>frameworks/</c>. Whether its controls exist is checked by the catalogue.</summary>
internal static class FrameworkFile
{
    public static Framework Read(string file, Node root, List<FileProblem> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("id", "title", "source", "controls");
        var entries = new List<FrameworkEntry>();
        foreach (var item in reader.Items("controls"))
        {
            if (item.Kind == NodeKind.String)
            {
                entries.Add(new FrameworkEntry(item.Text.ToString(), ""));
                continue;
            }

            var entry = reader.Of(item);
            entry.Only("control", "requirement");
            entries.Add(new FrameworkEntry(entry.Required("control"), entry.Text("requirement")));
        }

        return new Framework(reader.Required("id"), reader.Required("title"), reader.Text("source"), entries);
    }
}
