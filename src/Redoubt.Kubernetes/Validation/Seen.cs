using System.Runtime.CompilerServices;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>Texts that were seen in a list: a few need no memory.</summary>
internal struct Seen
{
    private const int Few = 16;

    private FewNodes _few;
    private int _count;
    private HashSet<string>? _many;

    /// <summary>Notes a text; what is no string is an empty one.</summary>
    /// <returns>Whether it was not seen before.</returns>
    public bool Add(Node text)
    {
        if (_many is not null)
        {
            return _many.Add(text.AsString() ?? "");
        }

        for (var at = 0; at < _count; at++)
        {
            if (_few[at].Text.SequenceEqual(text.Text))
            {
                return false;
            }
        }

        if (_count < Few)
        {
            _few[_count++] = text;
            return true;
        }

        _many = new(StringComparer.Ordinal);
        foreach (var one in (ReadOnlySpan<Node>)_few)
        {
            _many.Add(one.AsString() ?? "");
        }

        return _many.Add(text.AsString() ?? "");
    }

    [InlineArray(Few)]
    private struct FewNodes
    {
        private Node _first;
    }
}
