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
        WriteFix(writer, text.Edit);
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
        Edit = ReadFix(reader),
        References = reader.ReadList(static r => (r.ReadString(), (IReadOnlyList<string>)r.ReadStrings())),
        Examples = reader.ReadList(ReadExample),
    };

    private static void WriteFix(BinaryWriter writer, ControlFix fix)
    {
        writer.WriteList(fix.Set, WritePair);
        writer.WriteList(fix.Compute, WritePair);
        writer.WriteStrings(fix.Remove);
        writer.WriteList(fix.Add, WritePair);
        writer.Write(fix.When);
        writer.Write(fix.Unsafe);
        writer.Write(fix.Otherwise is not null);
        if (fix.Otherwise is { } other)
        {
            WriteFix(writer, other);
        }
    }

    private static ControlFix ReadFix(BinaryReader reader) => new()
    {
        Set = reader.ReadList(ReadPair),
        Compute = reader.ReadList(ReadPair),
        Remove = reader.ReadStrings(),
        Add = reader.ReadList(ReadPair),
        When = reader.ReadString(),
        Unsafe = reader.ReadString(),
        Otherwise = reader.ReadBoolean() ? ReadFix(reader) : null,
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
