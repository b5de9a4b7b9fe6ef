using System.Buffers.Binary;
using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Image;
using Redoubt.Cel.Language;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>
/// Expressions that were compiled before, as <see cref="CelImageWriter"/> wrote them. The plan of one is read by its offset when it is asked for; its
/// tree, from which it was planned, only by who prints it or wants a place in its text. For many threads.
/// </summary>
public sealed class CelImage
{
    internal const uint Magic = 0x32_49_45_43; // "CEI2"
    private readonly ImageSection _plans;
    private readonly Lazy<ImageSection> _trees;
    private readonly ImageWords _words;

    /// <summary>An image over bytes, which must not change.</summary>
    /// <param name="plans">What was written of plans.</param>
    /// <param name="trees">What was written of trees; asked for when the first is.</param>
    /// <exception cref="InvalidDataException">The bytes are no image of this version.</exception>
    public CelImage(ReadOnlyMemory<byte> plans, Func<ReadOnlyMemory<byte>> trees)
    {
        if (plans.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(plans.Span) != Magic)
        {
            throw ImageCursor.Damage("it does not begin as one");
        }

        plans = plans[sizeof(uint)..];
        var strings = ImageSection.Take(ref plans);
        var types = ImageSection.Take(ref plans);
        _plans = ImageSection.Take(ref plans);
        _words = new ImageWords(strings, types);
        _trees = new Lazy<ImageSection>(() =>
        {
            var bytes = trees();
            return ImageSection.Take(ref bytes);
        });
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
        var (type, locals, root) = PlanRecord.Read(_words, environment.Names, text, _plans[program]);
        if (root is not null)
        {
            return new CelProgram(environment, new StoredText(this, environment.Names, text, program), type, new PlannedTree(root, locals, []));
        }

        var (tree, types) = Read(environment.Names, text, program);
        var plan = Planner.Plan(environment.Names, tree, types, folds: true, isTrusted: true);
        return plan.Problems.IsEmpty
            ? new CelProgram(environment, new CompiledText(environment.Names, tree), type, plan)
            : throw ImageCursor.Damage(plan.Problems[0].Message);
    }

    /// <summary>Whether compiling a text now gives what the image holds, in every node of its tree and its plan, every type, name and place.</summary>
    /// <param name="environment">The language.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="program">The number in the image.</param>
    public bool Fits(CelEnvironment environment, string text, CelOptions options, int program)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(text);
        if (!TreeReader.IsOf(text, _plans[program]))
        {
            return false;
        }

        var loaded = new CelImageWriter();
        var (tree, types) = Read(environment.Names, text, program);
        loaded.Add(environment.Names, tree, types, PlanRecord.Read(_words, environment.Names, text, _plans[program]), PathsOf(program));
        var compiled = new CelImageWriter();
        compiled.Add(environment, text, options);
        return loaded.IsSame(compiled);
    }

    internal (ParsedTree Tree, CheckedTree Types) Read(NameResolution names, string text, int program) => TreeReader.Read(_words, names, text, _trees.Value[program]);

    internal ImmutableArray<CelPath> PathsOf(int program) => PlanRecord.PathsOf(_words, _plans[program]);
}
