using System.Buffers.Binary;
using Redoubt.Cel.Image;
using Redoubt.Cel.Plan;

namespace Redoubt.Cel;

/// <summary>
/// Expressions that were compiled before, as <see cref="CelImageWriter"/> wrote them. One is read by its offset when it is asked for, without
/// parsing, expanding or checking; the others are not touched. For many threads.
/// </summary>
public sealed class CelImage
{
    internal const uint Magic = 0x31_49_45_43; // "CEI1"
    private readonly ImageSection _programs;
    private readonly ImageWords _words;

    /// <summary>An image over bytes, which must not change.</summary>
    /// <param name="bytes">What was written.</param>
    /// <exception cref="InvalidDataException">The bytes are no image of this version.</exception>
    public CelImage(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) != Magic)
        {
            throw ImageCursor.Damage("it does not begin as one");
        }

        bytes = bytes[sizeof(uint)..];
        var strings = ImageSection.Take(ref bytes);
        var types = ImageSection.Take(ref bytes);
        _programs = ImageSection.Take(ref bytes);
        _words = new ImageWords(strings, types);
    }

    /// <summary>An expression, planned for a language: what compiling its text there gives.</summary>
    /// <param name="environment">The language that it was written in; constants may have other values.</param>
    /// <param name="text">Its text.</param>
    /// <param name="program">Its number.</param>
    /// <exception cref="InvalidDataException">The image is damaged, or of another text or language.</exception>
    public CelProgram Load(CelEnvironment environment, string text, int program)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(text);
        var (tree, types) = TreeReader.Read(_words, environment.Names, text, _programs[program]);
        var plan = Planner.Plan(environment.Names, tree, types, folds: true, isTrusted: true);
        return plan.Problems.IsEmpty
            ? new CelProgram(environment, tree, types.Type(tree.Root.Id), plan)
            : throw ImageCursor.Damage(plan.Problems[0].Message);
    }

    /// <summary>Whether compiling a text now gives what the image holds, in every node, type, name and place.</summary>
    /// <param name="environment">The language.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="program">The number in the image.</param>
    public bool Fits(CelEnvironment environment, string text, CelOptions options, int program)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(text);
        if (!TreeReader.IsOf(text, _programs[program]))
        {
            return false;
        }

        var (tree, types) = TreeReader.Read(_words, environment.Names, text, _programs[program]);
        var loaded = new CelImageWriter();
        loaded.Add(environment.Names, tree, types);
        var compiled = new CelImageWriter();
        compiled.Add(environment, text, options);
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        loaded.WriteTo(first);
        compiled.WriteTo(second);
        return first.ToArray().AsSpan().SequenceEqual(second.ToArray());
    }
}
