using System.Collections.Immutable;
using Redoubt.Cel.Language;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>What a program was planned from: to say where an error arose, to print it, to tell what it costs. Evaluating needs none of it.</summary>
internal abstract class ProgramText
{
    private ImmutableArray<CelPath> _paths;

    /// <summary>The text that was compiled.</summary>
    public abstract string Text { get; }

    /// <summary>The tree, its definitions expanded.</summary>
    public abstract ParsedTree Tree { get; }

    /// <summary>What the expression reads.</summary>
    public ImmutableArray<CelPath> Paths => _paths.IsDefault ? _paths = ReadPaths() : _paths;

    /// <summary>Works out what the expression reads.</summary>
    protected abstract ImmutableArray<CelPath> ReadPaths();
}

/// <summary>A text that was compiled in this run.</summary>
/// <param name="names">The language.</param>
/// <param name="tree">The tree.</param>
internal sealed class CompiledText(NameResolution names, ParsedTree tree) : ProgramText
{
    public override string Text => tree.Text;

    public override ParsedTree Tree => tree;

    protected override ImmutableArray<CelPath> ReadPaths() => AttributePaths.Of(names, tree.Root);
}

/// <summary>A text that was compiled before: its tree is read when somebody asks.</summary>
/// <param name="image">Where it lies.</param>
/// <param name="names">The language.</param>
/// <param name="text">The text.</param>
/// <param name="program">Its number.</param>
internal sealed class StoredText(CelImage image, NameResolution names, string text, int program) : ProgramText
{
    private ParsedTree? _tree;

    public override string Text => text;

    public override ParsedTree Tree => _tree ??= image.Read(names, text, program).Tree;

    protected override ImmutableArray<CelPath> ReadPaths() => image.PathsOf(program);
}
