using Redoubt.Attack.Rights;
using Redoubt.Catalog.Packing;

namespace Redoubt.Attack.Techniques;

/// <summary>A right that matters, in a pack.</summary>
internal static class RightRecord
{
    public static void Write(BinaryWriter writer, Right right)
    {
        writer.Write(right.Name);
        writer.WriteTexts(right.Verbs);
        writer.WriteList(right.Resources, static (w, resource) =>
        {
            w.Write(resource.Group);
            w.Write(resource.Plural);
            w.Write(resource.Subresource);
        });
    }

    public static Right Read(PackReader reader) => new(reader.Text(), reader.Texts(), reader.List(static r => new Resource(r.Text(), r.Text(), r.Text())));
}
