using System.Text;
using Redoubt.Catalog.Compile;
using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>
/// The built-in catalogue as one block of bytes, so that no YAML is read and no CEL is compiled at start. Layout: magic; the head (facts,
/// frameworks, rules with the offset of their texts and the numbers of their programs); the image of the programs, each of which is read when
/// it is first evaluated; the texts, which are read when they are shown. Head and image have their length and checksum before them.
/// </summary>
public static class CatalogPack
{
    private const uint Magic = 0x33_42_44_52; // "RDB3"

    /// <summary>Writes a catalogue whose files were already checked.</summary>
    public static void Write(ControlCatalog catalog, Stream output)
    {
        var image = new CelImageWriter();
        var programs = new ProgramNumbers(catalog, image);
        var texts = new MemoryStream();
        var head = new MemoryStream();
        using (var textWriter = new BinaryWriter(texts, Encoding.UTF8, leaveOpen: true))
        using (var writer = new BinaryWriter(head, Encoding.UTF8, leaveOpen: true))
        {
            writer.WriteList(catalog.Facts, RuleRecord.WriteFact);
            writer.WriteList(catalog.Frameworks, RuleRecord.WriteFramework);
            writer.WriteList(catalog.Controls, (w, control) =>
            {
                w.Write((int)texts.Position);
                RuleRecord.Write(w, control);
                w.WriteList(programs.Of(control), static (numbers, number) => numbers.Write(number));
                TextRecord.Write(textWriter, control.Text);
                textWriter.Flush();
            });
        }

        var packed = new MemoryStream();
        image.WriteTo(packed);
        using var all = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        all.Write(Magic);
        WriteBlock(all, head.ToArray());
        WriteBlock(all, packed.ToArray());
        all.Flush();
        texts.WriteTo(output);
    }

    /// <summary>What in a pack is not what compiling the catalogue gives: control and field, each with why. Nothing in a sound one.</summary>
    /// <param name="catalog">The catalogue, as its files say.</param>
    /// <param name="pack">What was written of it.</param>
    public static IReadOnlyList<ControlProblem> Differences(ControlCatalog catalog, Stream pack)
    {
        var programs = new ProgramNumbers(catalog, new CelImageWriter());
        var packed = Read(pack);
        return
        [
            .. catalog.Controls.SelectMany(control => packed.Find(control.Id) is { } known
                ? programs.Differences(control, known).Select(field => new ControlProblem(control.Id, field, 0, "the image holds another program than this text"))
                : [new ControlProblem(control.Id, "id", 0, "the image does not hold this control")]),
        ];
    }

    /// <summary>Reads what <see cref="Write"/> wrote. The stream stays open for the programs and the texts.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or not a catalogue of this version.</exception>
    public static ControlCatalog Read(Stream input)
    {
        using var start = new BinaryReader(input, Encoding.UTF8, leaveOpen: true);
        if (input.Length < sizeof(uint) || start.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("the controls in this program are of another version: put the program there anew");
        }

        var head = new PackedBlock(input, start);
        var image = new PackedBlock(input, start);
        var texts = new PackedTexts(input, image.End);
        var programs = new Lazy<CelImage>(() => new CelImage(image.Read()));
        using var reader = new BinaryReader(new MemoryStream(head.Read()), Encoding.UTF8);
        var facts = reader.ReadList(RuleRecord.ReadFact);
        var frameworks = reader.ReadList(RuleRecord.ReadFramework);
        return new ControlCatalog(reader.ReadList(r => RuleRecord.Read(r, texts, programs)), facts, frameworks);
    }

    private static void WriteBlock(BinaryWriter writer, byte[] block)
    {
        writer.Write(block.Length);
        writer.Write(Checksum.Of(block));
        writer.Write(block);
    }
}
