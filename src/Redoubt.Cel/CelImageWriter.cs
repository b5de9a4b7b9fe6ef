using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Image;
using Redoubt.Cel.Language;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>
/// Gathers compiled expressions into an image that <see cref="CelImage"/> reads. Of one that reads constants, which may have other values where the
/// image is read, the tree is planned there.
/// </summary>
public sealed class CelImageWriter
{
    private readonly ImageTables _tables = new();
    private readonly List<byte[]> _plans = [];
    private readonly List<byte[]> _trees = [];

    /// <summary>Adds an expression.</summary>
    /// <param name="environment">Its language.</param>
    /// <param name="text">The expression.</param>
    /// <param name="options">How it is compiled; it must be checked.</param>
    /// <returns>The number by which it is loaded.</returns>
    /// <exception cref="ArgumentException">It does not compile.</exception>
    public int Add(CelEnvironment environment, string text, CelOptions options)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(text);
        var (tree, types, problems) = environment.Read(text, options);
        if (types is null || !problems.IsEmpty)
        {
            throw Refused(text, problems);
        }

        var plan = Planner.Plan(environment.Names, tree, types, folds: true);
        var record = new PlanRecord(types.Type(tree.Root.Id), plan.Locals, ReadsConstants(environment.Names, tree, types) ? null : plan.Root);
        return plan.Problems.IsEmpty
            ? Add(environment.Names, tree, types, record, AttributePaths.Of(environment.Names, tree.Root))
            : throw Refused(text, plan.Problems);
    }

    /// <summary>Writes the image.</summary>
    /// <param name="plans">Takes what every program needs.</param>
    /// <param name="trees">Takes what they were planned from.</param>
    public void WriteTo(Stream plans, Stream trees)
    {
        using var writer = new BinaryWriter(plans, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(CelImage.Magic);
        ImageSection.Write(writer, _tables.Strings);
        ImageSection.Write(writer, _tables.Types);
        ImageSection.Write(writer, _plans);
        using var below = new BinaryWriter(trees, System.Text.Encoding.UTF8, leaveOpen: true);
        ImageSection.Write(below, _trees);
    }

    internal int Add(NameResolution names, ParsedTree tree, CheckedTree types, PlanRecord plan, ImmutableArray<CelPath> paths)
    {
        _plans.Add(plan.Write(_tables, names, tree.Text, paths));
        _trees.Add(TreeWriter.Write(_tables, names, tree, types));
        return _trees.Count - 1;
    }

    internal bool IsSame(CelImageWriter other)
    {
        return Bytes(this).AsSpan().SequenceEqual(Bytes(other));

        static byte[] Bytes(CelImageWriter writer)
        {
            var (plans, trees) = (new MemoryStream(), new MemoryStream());
            writer.WriteTo(plans, trees);
            return [.. plans.ToArray(), .. trees.ToArray()];
        }
    }

    private static bool ReadsConstants(NameResolution names, ParsedTree tree, CheckedTree types) =>
        Enumerable.Range(0, tree.Spans.Length).Any(id => types.Reference(id) is { IsVariable: false } reference && names.Parts.Constants.ContainsKey(reference.Name));

    private static ArgumentException Refused(string text, ImmutableArray<CelProblem> problems) => new($"`{text}` does not compile: {problems.FirstOrDefault()}", nameof(text));
}
