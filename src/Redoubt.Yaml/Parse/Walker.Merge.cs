namespace Redoubt.Yaml.Parse;

/// <summary>Aliases and merges: how much they expand to, and which pairs a mapping has in the end.</summary>
internal ref partial struct Walker
{
    /// <summary>
    /// Go's rule against expansion bombs, step for step: of more than 1000 steps 99 % may come from aliases, of more than four
    /// million 10 %.
    /// </summary>
    private bool CountAliases(int count)
    {
        long steps = 0;
        long aliased = 0;
        _frameCount = 0;
        PushRange(0, count);
        while (_frameCount > 0)
        {
            ref var frame = ref _work.Frames[_frameCount - 1];
            if (frame.Cursor == frame.End)
            {
                _frameCount--;
                continue;
            }

            ref readonly var node = ref _work.Nodes[frame.Cursor++];
            if ((node.Flags & NodeFlags.Merge) != 0)
            {
                continue;
            }

            steps++;
            aliased += _frameCount > 1 ? 1 : 0;
            if (aliased > _limits.AliasNodes || (aliased > 100 && steps > 1000 && aliased > AllowedRatio(steps) * steps))
            {
                return Fail(YamlProblemCode.Limit, node.Offset, "the document's aliases expand to too much");
            }

            if (node.Kind == NodeKind.Alias)
            {
                PushRange(node.Next, _work.Nodes[node.Next].Next);
            }
        }

        return true;
    }

    private void PushRange(int start, int end)
    {
        if (_frameCount == _work.Frames.Length)
        {
            Array.Resize(ref _work.Frames, _frameCount * 2);
        }

        _work.Frames[_frameCount++] = new WalkFrame { Cursor = start, End = end };
    }

    private static double AllowedRatio(long steps)
    {
        const double Low = 400_000;
        const double High = 4_000_000;
        return steps <= Low ? 0.99 : steps >= High ? 0.10 : 0.99 - (0.89 * ((steps - Low) / (High - Low)));
    }

    /// <summary>
    /// Sets the mapping's pairs in the order in which Kubernetes sets them, so that a later one wins: <c>&lt;&lt;</c> where it stands,
    /// a list of mappings from its last to its first.
    /// </summary>
    private void ApplyMerges(int mapping, bool isAlias)
    {
        var floor = _frameCount;
        _work.MergedKeys.Clear();
        PushMapping(mapping, isAlias);
        while (_frameCount > floor)
        {
            ref var frame = ref _work.Frames[_frameCount - 1];
            if (frame.Cursor == frame.End)
            {
                _frameCount--;
                continue;
            }

            var key = frame.Cursor;
            frame.Cursor = After(key + 1);
            if ((_work.Nodes[key].Flags & NodeFlags.Merge) != 0)
            {
                PushMerged(key + 1, frame.IsAlias);
            }
            else
            {
                SetPair(key, frame.IsAlias, isMerged: _frameCount > floor + 1);
            }
        }
    }

    private void PushMerged(int value, bool isAlias)
    {
        if (_work.Nodes[value].Kind != NodeKind.Sequence)
        {
            PushMapping(value, isAlias);
            return;
        }

        // The one on top is set first and so loses: the list is pushed from its first to its last.
        for (var item = value + 1; item < _work.Nodes[value].Next; item = After(item))
        {
            PushMapping(item, isAlias);
        }
    }

    private void PushMapping(int index, bool isAlias)
    {
        ref readonly var node = ref _work.Nodes[index];
        var target = node.Kind == NodeKind.Alias ? node.Next : index;
        isAlias |= target != index;
        PushRange(target + 1, _work.Nodes[target].Next);
        _work.Frames[_frameCount - 1].IsAlias = isAlias;
    }

    private readonly void SetPair(int key, bool isAlias, bool isMerged)
    {
        ref readonly var node = ref _work.Nodes[key];
        var keys = _work.MergedKeys.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = _work.TextOf(node, _text);
        if (keys.TryGetValue(text, out var before))
        {
            var loser = _work.Merged[before];
            _work.Merged[before] = loser with { Dropped = true };
            NoteOverride(loser, node, isMerged, isAlias);
        }

        keys[text] = _work.Merged.Count;
        _work.Merged.Add(new MergedEntry(key, isAlias, isMerged, Dropped: false));
    }

    private readonly void NoteOverride(in MergedEntry loser, in Node winner, bool isMerged, bool isAlias)
    {
        if (!_isChecking || (isAlias && loser.IsAlias && !isMerged))
        {
            return;
        }

        var isMerge = isMerged || loser.IsMerged;
        var kind = isMerge ? AmbiguityKind.MergeOverride
            : _work.Nodes[loser.Key].Kind == winner.Kind ? AmbiguityKind.DuplicateKey : AmbiguityKind.CollidingKey;
        _work.Note(
            _limits,
            kind,
            winner.Content,
            winner.End - winner.Content,
            _work.Nodes[loser.Key].Content,
            isMerged ? "the value that `<<` brings" : "this value; the one before it is dropped",
            isMerge ? "the mapping's own value, or that of the first of several merged ones" : "the first value, or a mistake");
    }

    private bool MergedPair<TVisitor>(ref TVisitor visitor, ref WalkFrame frame)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        var pair = _work.Merged[frame.Cursor++];
        return pair.Dropped || (Key(ref visitor, _work.Nodes[pair.Key], pair.IsAlias) && Value(ref visitor, pair.Key + 1, pair.IsAlias));
    }
}
