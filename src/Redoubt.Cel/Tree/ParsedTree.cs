using System.Collections.Immutable;

namespace Redoubt.Cel.Tree;

/// <summary>A tree with the place of each of its nodes, by id.</summary>
internal sealed class ParsedTree(string text, Expression root, ImmutableArray<CelSpan> spans, ImmutableArray<CelProblem> problems)
{
    public string Text { get; } = text;

    public Expression Root { get; } = root;

    /// <summary>The places; the index is the id. Id 0 is no node.</summary>
    public ImmutableArray<CelSpan> Spans { get; } = spans;

    public ImmutableArray<CelProblem> Problems { get; } = problems;

    public CelSpan Span(int id) => Spans[id];

    public bool TrySpan(int id, out CelSpan span)
    {
        var known = id > 0 && id < Spans.Length;
        span = known ? Spans[id] : default;
        return known;
    }
}
