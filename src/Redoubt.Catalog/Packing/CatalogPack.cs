using Redoubt.Catalog.Compile;
using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>
/// The built-in catalogue in a <see cref="Pack"/>. Of a control is read at start what says of what it is asked; its rule when the first such object is met,
/// a program when it is first evaluated, its texts when they are shown.
/// </summary>
public static class CatalogPack
{
    internal const string Controls = "controls";
    internal const string Rules = "rules";
    internal const string Texts = "texts";
    internal const string Facts = "facts";
    internal const string Frameworks = "frameworks";

    /// <summary>Adds a catalogue whose files were already checked.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="pack">Takes it.</param>
    public static void Write(ControlCatalog catalog, PackWriter pack)
    {
        var programs = new ProgramNumbers(catalog, pack.Image);
        var (rules, texts) = (new int[catalog.Controls.Count], new int[catalog.Controls.Count]);
        pack.Add(Rules, writer => WriteEach(writer, catalog, rules, control =>
        {
            writer.Write(control.Title);
            RuleRecord.Write(writer, control.Rule);
            writer.WriteList(programs.Of(control), static (numbers, number) => numbers.Write(number));
        }));
        pack.Add(Texts, writer => WriteEach(writer, catalog, texts, control => TextRecord.Write(writer, control.Text)));
        pack.Add(Controls, writer => ControlTable.Write(writer, catalog.Controls, rules, texts));
        pack.Add(Facts, writer => writer.WriteList(catalog.Facts, FactRecord.Write));
        pack.Add(Frameworks, writer => writer.WriteList(catalog.Frameworks, FrameworkRecord.Write));
    }

    /// <summary>What in a pack is not what compiling the catalogue gives: control and field, each with why. Nothing in a sound one.</summary>
    /// <param name="catalog">The catalogue, as its files say.</param>
    /// <param name="pack">What was written of it.</param>
    public static IReadOnlyList<ControlProblem> Differences(ControlCatalog catalog, Pack pack)
    {
        var programs = new ProgramNumbers(catalog, new CelImageWriter());
        var packed = Read(pack).Giving(catalog.Given);
        return
        [
            .. catalog.Controls.SelectMany(control => packed.Find(control.Id) is { } known
                ? programs.Differences(control, known).Select(field => new ControlProblem(control.Id, field, 0, "the image holds another program than this text"))
                : [new ControlProblem(control.Id, "id", 0, "the image does not hold this control")]),
        ];
    }

    /// <summary>The catalogue of a pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ControlCatalog Read(Pack pack) => new(
        ControlTable.Read(pack.Read(Controls), pack),
        new PackedList<Fact>(() => pack.Read(Facts).List(FactRecord.Read)),
        new PackedList<Framework>(() => pack.Read(Frameworks).List(FrameworkRecord.Read)));

    private static void WriteEach(BinaryWriter writer, ControlCatalog catalog, int[] offsets, Action<Control> write)
    {
        foreach (var (number, control) in catalog.Controls.Index())
        {
            writer.Flush();
            offsets[number] = (int)writer.BaseStream.Position;
            write(control);
        }
    }
}
