namespace Redoubt.Catalog.Packing;

/// <summary>A framework in a pack.</summary>
internal static class FrameworkRecord
{
    public static void Write(BinaryWriter writer, Framework framework)
    {
        writer.Write(framework.Id);
        writer.Write(framework.Title);
        writer.Write(framework.Source);
        writer.Write(framework.Standard);
        writer.WriteList(framework.Requirements, static (w, requirement) =>
        {
            w.Write(requirement.Id);
            w.Write(requirement.Title);
            w.Write(requirement.Exempt);
        });
        writer.WriteList(framework.Entries, static (w, entry) =>
        {
            w.Write(entry.Control);
            w.Write(entry.Requirement);
        });
    }

    public static Framework Read(PackReader reader) =>
        new(reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.List(static r => new FrameworkRequirement(r.Text(), r.Text(), r.Text())))
        {
            Entries = reader.List(static r => new FrameworkEntry(r.Text(), r.Text())),
        };
}
