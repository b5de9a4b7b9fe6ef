using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads a framework from a file of <c>frameworks/</c>. Its controls are those that refer to it.</summary>
internal static class FrameworkFile
{
    public static Framework Read(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("id", "title", "source", "standard", "requirements");
        var requirements = new List<FrameworkRequirement>();
        foreach (var item in reader.Items("requirements"))
        {
            if (item.Kind != NodeKind.Map)
            {
                reader.Report(item, "a requirement is a map of `id` and `title`");
                continue;
            }

            var requirement = reader.Of(item);
            requirement.Only("id", "title", "exempt");
            requirements.Add(new FrameworkRequirement(requirement.Required("id"), requirement.Text("title"), requirement.Text("exempt")));
        }

        return new Framework(reader.Required("id"), reader.Required("title"), reader.Text("source"), reader.Required("standard"), requirements);
    }
}
