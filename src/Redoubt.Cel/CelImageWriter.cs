using Redoubt.Cel.Check;
using Redoubt.Cel.Image;
using Redoubt.Cel.Language;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>
/// Gathers compiled expressions into an image that <see cref="CelImage"/> reads: parsed, expanded and checked, but for planning, which may
/// fold constants that have other values where the image is read.
/// </summary>
public sealed class CelImageWriter
{
    private readonly ImageTables _tables = new();
    private readonly List<byte[]> _programs = [];

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
        if (types is not null && problems.IsEmpty)
        {
            problems = Planner.Plan(environment.Names, tree, types, folds: true).Problems;
        }

        return types is not null && problems.IsEmpty
            ? Add(environment.Names, tree, types)
            : throw new ArgumentException($"`{text}` does not compile: {problems.FirstOrDefault()}", nameof(text));
    }

    /// <summary>Writes the image.</summary>
    /// <param name="output">Takes it.</param>
    public void WriteTo(Stream output)
    {
        using var writer = new BinaryWriter(output, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(CelImage.Magic);
        ImageSection.Write(writer, _tables.Strings);
        ImageSection.Write(writer, _tables.Types);
        ImageSection.Write(writer, _programs);
    }

    internal int Add(NameResolution names, ParsedTree tree, CheckedTree types)
    {
        _programs.Add(TreeWriter.Write(_tables, names, tree, types));
        return _programs.Count - 1;
    }
}
