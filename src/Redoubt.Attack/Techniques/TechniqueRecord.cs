using Redoubt.Attack.Facts;
using Redoubt.Catalog.Packing;

namespace Redoubt.Attack.Techniques;

/// <summary>A technique in a pack.</summary>
internal static class TechniqueRecord
{
    public static void Write(BinaryWriter writer, Technique technique, IReadOnlyList<int> facts, IReadOnlyList<int> programs)
    {
        writer.Write(technique.Name);
        writer.Write(technique.Title);
        writer.Write(technique.Over);
        writer.WriteList(technique.Needs, WritePattern);
        writer.WriteList(technique.Gives, WritePattern);
        writer.Write(technique.When);
        writer.WriteList(technique.Stops, WriteStop);
        writer.Write(technique.Assumes);
        WritePattern(writer, technique.AssumesOf);
        writer.Write(technique.Attack);
        writer.Write(technique.SeenBy);
        writer.Write(technique.How);
        writer.Write(technique.Ends);
        writer.WriteTexts(technique.Mends);
        writer.Write(technique.See);
        writer.WriteList(facts, static (w, number) => w.Write7BitEncodedInt(number));
        writer.WriteList(programs, static (w, number) => w.Write(number));
    }

    public static Technique Read(PackReader reader, Pack pack) => new()
    {
        Name = reader.Text(),
        Title = reader.Text(),
        Over = reader.Text(),
        Needs = reader.List(ReadPattern),
        Gives = reader.List(ReadPattern),
        When = reader.Text(),
        Stops = reader.List(ReadStop),
        Assumes = reader.Text(),
        AssumesOf = ReadOptional(reader),
        Attack = reader.Text(),
        SeenBy = reader.Text(),
        How = reader.Text(),
        Ends = reader.Text(),
        Mends = reader.Texts(),
        See = reader.Text(),
        Facts = reader.List(static r => r.Number() is > 0 and var number && number <= AttackFact.All.Count ? AttackFact.All[number - 1] : throw Damage("a fact that there is not")),
        Programs = new PackedPrograms(pack, reader.List(static r => (int)r.Word())),
    };

    private static void WriteStop(BinaryWriter writer, Stop stop)
    {
        writer.Write(stop.Mechanism);
        WritePattern(writer, stop.At);
        WritePattern(writer, stop.Of);
        writer.Write(stop.If);
        writer.Write(stop.Refusing);
        writer.Write(stop.Fix);
    }

    private static Stop ReadStop(PackReader reader) => new(reader.Text(), ReadPattern(reader), ReadOptional(reader), reader.Text(), reader.Text(), reader.Text());

    private static void WritePattern(BinaryWriter writer, Pattern? pattern) => writer.Write(pattern?.Text ?? "");

    private static Pattern? ReadOptional(PackReader reader) => reader.Text() is { Length: > 0 } text ? PatternOf(text) : null;

    private static Pattern ReadPattern(PackReader reader) => PatternOf(reader.Text());

    private static Pattern PatternOf(string text) => Pattern.Read(text, out var objection) is var pattern && objection.Length == 0 ? pattern : throw Damage(objection);

    private static InvalidDataException Damage(string what) => new($"the techniques in this program are damaged or of another program: {what}");
}
