namespace Redoubt.Catalog.Packing;

/// <summary>What a control says to people, in a pack.</summary>
internal static class TextRecord
{
    public static void Write(BinaryWriter writer, ControlText text)
    {
        writer.Write(text.Why);
        writer.Write(text.Fix);
        writer.WriteTexts(text.Weighs);
        writer.Write(text.NotExported);
        WriteFix(writer, text.Edit);
        writer.WriteList(text.References, static (w, reference) =>
        {
            w.Write(reference.Standard);
            w.WriteTexts(reference.Items);
        });
        writer.WriteList(text.Examples, WriteExample);
    }

    public static ControlText Read(PackReader reader) => new()
    {
        Why = reader.Text(),
        Fix = reader.Text(),
        Weighs = reader.Texts(),
        NotExported = reader.Text(),
        Edit = ReadFix(reader),
        References = reader.List(static r => (r.Text(), (IReadOnlyList<string>)r.Texts())),
        Examples = reader.List(ReadExample),
    };

    private static void WriteFix(BinaryWriter writer, ControlFix fix)
    {
        writer.WriteList(fix.Set, WritePair);
        writer.WriteList(fix.Compute, WritePair);
        writer.WriteTexts(fix.Remove);
        writer.WriteList(fix.Add, WritePair);
        writer.Write(fix.When);
        writer.Write(fix.Unsafe);
        writer.Write(fix.Otherwise is not null);
        if (fix.Otherwise is { } other)
        {
            WriteFix(writer, other);
        }
    }

    private static ControlFix ReadFix(PackReader reader) => new()
    {
        Set = reader.List(ReadPair),
        Compute = reader.List(ReadPair),
        Remove = reader.Texts(),
        Add = reader.List(ReadPair),
        When = reader.Text(),
        Unsafe = reader.Text(),
        Otherwise = reader.Flag() ? ReadFix(reader) : null,
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

    private static ControlExample ReadExample(PackReader reader) =>
        new((Verdict)reader.Byte(), reader.Text(), reader.Text(), reader.Flag(), reader.List(ReadPair))
        {
            Line = reader.Number(),
            IsRefused = reader.Flag(),
            At = reader.Text(),
        };

    private static void WritePair(BinaryWriter writer, (string Name, string Json) pair)
    {
        writer.Write(pair.Name);
        writer.Write(pair.Json);
    }

    private static (string Name, string Json) ReadPair(PackReader reader) => (reader.Text(), reader.Text());
}
