using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads derived facts from a file of <c>views/</c>.</summary>
internal static class FactFile
{
    public static List<Fact> Read(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        reader.Only("view", "facts");
        _ = reader.Required("view");
        var facts = new List<Fact>();
        foreach (var item in reader.Items("facts"))
        {
            var fact = reader.Of(item);
            fact.Only("define", "is", "at", "say", "exported");
            facts.Add(new Fact(fact.Required("define"), fact.Required("is"), fact.Texts("at"), fact.Required("say")) { Exported = fact.Text("exported") });
        }

        return facts;
    }
}
