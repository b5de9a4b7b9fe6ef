using System.Collections.Immutable;
using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Language;

namespace Redoubt.Cel.Image;

/// <summary>A program as it lies in an image: of which text, its type, what it reads, and its plan if that is the same wherever it is read.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Locals">How many slots for loop variables it needs.</param>
/// <param name="Root">The first node; null where constants of the language decide how it is planned.</param>
internal readonly record struct PlanRecord(CelType Type, int Locals, PlanNode? Root)
{
    /// <summary>Writes a record.</summary>
    /// <param name="tables">Takes the strings and types.</param>
    /// <param name="names">The language.</param>
    /// <param name="text">The text.</param>
    /// <param name="paths">What it reads.</param>
    public byte[] Write(ImageTables tables, NameResolution names, string text, ImmutableArray<CelPath> paths)
    {
        var record = new MemoryStream();
        using var writer = new BinaryWriter(record);
        writer.Write(TreeReader.HashOf(text));
        writer.Write7BitEncodedInt(tables.Number(Type));
        writer.Write7BitEncodedInt(Locals);
        var read = Paths(tables, paths);
        writer.Write7BitEncodedInt(read.Length);
        writer.Write(read);
        if (Root is { } root && PlanWriter.CanWrite(names, root))
        {
            PlanWriter.Write(writer, tables, names, root);
        }

        writer.Flush();
        return record.ToArray();
    }

    /// <summary>Reads a record.</summary>
    /// <param name="words">The strings and types.</param>
    /// <param name="names">The language.</param>
    /// <param name="text">The text that was compiled.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="InvalidDataException">The record is damaged, or of another text or language.</exception>
    public static PlanRecord Read(ImageWords words, NameResolution names, string text, ReadOnlySpan<byte> record)
    {
        var cursor = new ImageCursor(record);
        if (cursor.Word() != TreeReader.HashOf(text))
        {
            throw ImageCursor.Damage("it was made of another text");
        }

        var (type, locals) = (words.Type(cursor.Number()), cursor.Number());
        cursor.Take(cursor.Number());
        return new PlanRecord(type, locals, cursor.IsAtEnd ? null : PlanReader.Read(words, names, locals, cursor));
    }

    /// <summary>What a program of a record reads.</summary>
    /// <param name="words">The strings and types.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public static ImmutableArray<CelPath> PathsOf(ImageWords words, ReadOnlySpan<byte> record)
    {
        var cursor = new ImageCursor(record);
        _ = (cursor.Word(), cursor.Number(), cursor.Number());
        cursor = new ImageCursor(cursor.Take(cursor.Number()));
        var paths = ImmutableArray.CreateBuilder<CelPath>(cursor.Count());
        while (!cursor.IsAtEnd)
        {
            var (variable, steps) = (words.Text(cursor.Number()), ImmutableArray.CreateBuilder<string>(cursor.Count()));
            while (steps.Count < steps.Capacity)
            {
                steps.Add(words.Text(cursor.Number()));
            }

            paths.Add(new CelPath(variable, steps.MoveToImmutable()));
        }

        return paths.DrainToImmutable();
    }

    private static byte[] Paths(ImageTables tables, ImmutableArray<CelPath> paths)
    {
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write7BitEncodedInt(paths.Length);
            foreach (var path in paths)
            {
                writer.Write7BitEncodedInt(tables.Number(path.Variable));
                writer.Write7BitEncodedInt(path.Steps.Length);
                foreach (var step in path.Steps)
                {
                    writer.Write7BitEncodedInt(tables.Number(step));
                }
            }
        }

        return bytes.ToArray();
    }
}
