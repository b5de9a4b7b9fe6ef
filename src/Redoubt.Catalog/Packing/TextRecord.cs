namespace Redoubt.Catalog.Packing;

/// <summary>What a control says to people, in a pack.</summary>
internal static class TextRecord
{
    public static void Write(BinaryWriter writer, ControlText text)
    {
        writer.Write(text.Why);
        writer.Write(text.Fix);
        writer.WriteStrings(text.Weighs);
        writer.Write(text.NotExported);
        writer.WriteList(text.Set, WritePair);
        writer.WriteList(text.References, static (w, reference) =>
        {
            w.Write(reference.Standard);
            w.WriteStrings(reference.Items);
        });
        writer.WriteList(text.Examples, WriteExample);
    }

    public static ControlText Read(BinaryReader reader) => new()
    {
        Why = reader.ReadString(),
        Fix = reader.ReadString(),
        Weighs = reader.ReadStrings(),
        NotExported = reader.ReadString(),
        Set = reader.ReadList(ReadPair),
        References = reader.ReadList(static r => (r.ReadString(), (IReadOnlyList<string>)r.ReadStrings())),
        Examples = reader.ReadList(ReadExample),
    };

    private static void WriteExample(BinaryWriter writer, ControlExample example)
    {
        writer.Write((byte)example.Verdict);
        writer.Write(example.Manifests);
        writer.Write(example.Kubernetes);
        writer.Write(example.Whole);
        writer.WriteList(example.Parameters, WritePair);
        writer.Write7BitEncodedInt(example.Line);
        writer.Write(example.IsRefused);
        writer.Write(example.At);
    }

    private static ControlExample ReadExample(BinaryReader reader) =>
        new((Verdict)reader.ReadByte(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadList(ReadPair))
        {
            Line = reader.Read7BitEncodedInt(),
            IsRefused = reader.ReadBoolean(),
            At = reader.ReadString(),
        };

    private static void WritePair(BinaryWriter writer, (string Name, string Json) pair)
    {
        writer.Write(pair.Name);
        writer.Write(pair.Json);
    }

    private static (string Name, string Json) ReadPair(BinaryReader reader) => (reader.ReadString(), reader.ReadString());
}
