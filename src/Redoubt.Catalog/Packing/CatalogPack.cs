using System.Text;

namespace Redoubt.Catalog.Packing;

/// <summary>
/// The built-in catalogue as one block of bytes, so that no YAML is read at start.
/// Layout: magic, facts, frameworks, rules with an offset each, then the texts, which are read only when shown.
/// </summary>
public static class CatalogPack
{
    private const uint Magic = 0x32_42_44_52; // "RDB2"

    /// <summary>Writes a catalogue whose files were already checked.</summary>
    public static void Write(ControlCatalog catalog, Stream output)
    {
        var texts = new MemoryStream();
        var offsets = new List<int>();
        using (var writer = new BinaryWriter(texts, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var control in catalog.Controls)
            {
                offsets.Add((int)texts.Position);
                TextRecord.Write(writer, control.Text);
            }
        }

        using var head = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        head.Write(Magic);
        head.WriteList(catalog.Facts, RuleRecord.WriteFact);
        head.WriteList(catalog.Frameworks, RuleRecord.WriteFramework);
        head.Write7BitEncodedInt(catalog.Controls.Count);
        for (var i = 0; i < offsets.Count; i++)
        {
            head.Write(offsets[i]);
            RuleRecord.Write(head, catalog.Controls[i]);
        }

        head.Flush();
        texts.WriteTo(output);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. The stream stays open for the texts.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a catalogue of this version.</exception>
    public static ControlCatalog Read(Stream input)
    {
        var reader = new BinaryReader(input, Encoding.UTF8);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("the packed catalogue is of another version");
        }

        var facts = reader.ReadList(RuleRecord.ReadFact);
        var frameworks = reader.ReadList(RuleRecord.ReadFramework);
        var texts = new PackedTexts(reader);
        var controls = reader.ReadList(r => RuleRecord.Read(r, texts));
        texts.Start = input.Position;
        return new ControlCatalog(controls, facts, frameworks);
    }
}

/// <summary>The part that is read only when a text is shown.</summary>
internal sealed class PackedTexts(BinaryReader reader)
{
    private readonly Lock _lock = new();

    public long Start { get; set; }

    public ControlText Read(int offset)
    {
        lock (_lock)
        {
            reader.BaseStream.Position = Start + offset;
            return TextRecord.Read(reader);
        }
    }
}
