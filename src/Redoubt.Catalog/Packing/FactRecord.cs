namespace Redoubt.Catalog.Packing;

/// <summary>A derived fact in a pack.</summary>
internal static class FactRecord
{
    public static void Write(BinaryWriter writer, Fact fact)
    {
        writer.Write(fact.Define);
        writer.Write(fact.Is);
        writer.WriteTexts(fact.At);
        writer.Write(fact.Say);
        writer.Write(fact.Exported);
    }

    public static Fact Read(PackReader reader) =>
        new(reader.Text(), reader.Text(), reader.Texts(), reader.Text()) { Exported = reader.Text() };
}
