using System.Runtime.InteropServices;

namespace Redoubt.Yaml.Parse;

/// <summary>Keys as JSON strings, and the keys of one mapping that are equal.</summary>
internal ref partial struct TreeBuilder
{
    private const int SmallMapping = 16;

    /// <summary>Makes the last node a key of the open mapping.</summary>
    public bool FinishKey()
    {
        var index = _nodeCount - 1;
        ref var node = ref _work.Nodes[index];
        node.Flags |= NodeFlags.Key;
        if (node.Kind != NodeKind.String)
        {
            ConvertKey(ref node);
        }

        if (node.TextLength > _limits.KeyLength)
        {
            return Fail(YamlProblemCode.Limit, node.Offset, $"key longer than {_limits.KeyLength}");
        }

        if ((node.Flags & NodeFlags.Merge) != 0)
        {
            _work.Nodes[_work.Open[_openCount - 1]].Flags |= NodeFlags.HasMerge;
            NeedsCheck = true;
            return true;
        }

        if (_keyCount == _work.KeyEntries.Length)
        {
            Array.Resize(ref _work.KeyEntries, _keyCount * 2);
        }

        _work.KeyEntries[_keyCount++] = new KeyEntry { Node = index, Fingerprint = Fingerprint(TextOf(node)) };
        return true;
    }

    /// <summary>A key by alias is the scalar that the alias stands for, at the alias' place.</summary>
    public bool FinishAliasKey()
    {
        var index = _nodeCount - 1;
        ref var node = ref _work.Nodes[index];
        ref var target = ref _work.Nodes[node.Next];
        if (target.Kind is NodeKind.Mapping or NodeKind.Sequence)
        {
            return Fail(YamlProblemCode.Key, node.Offset, "a collection cannot be a key");
        }

        node.Next = index + 1;
        node.Kind = target.Kind;
        node.Style = target.Style;
        node.Bits = target.Bits;
        node.TextStart = target.TextStart;
        node.TextLength = target.TextLength;
        return FinishKey();
    }

    /// <summary>Gives a key that is no string the text that Kubernetes makes of it.</summary>
    private void ConvertKey(ref Node node)
    {
        Span<char> buffer = stackalloc char[KeyText.Longest];
        var length = 0;
        switch (node.Kind)
        {
            case NodeKind.Bool:
                ReadOnlySpan<char> word = node.Bits != 0 ? "true" : "false";
                word.CopyTo(buffer);
                length = word.Length;
                break;
            case NodeKind.Int64:
                length = KeyText.Format(node.Bits, buffer);
                break;
            case NodeKind.Double:
                _hasZeroKey |= node.Bits << 1 == 0;
                length = KeyText.Format(BitConverter.Int64BitsToDouble(node.Bits), buffer);
                break;
            default:
                node.Flags |= NodeFlags.NotJson;
                NeedsCheck = true;
                return;
        }

        ReadOnlySpan<char> text = buffer[..length];
        var written = TextOf(node);
        if (text.SequenceEqual(written))
        {
            return;
        }

        if (node.Kind != NodeKind.Bool)
        {
            Note(AmbiguityKind.ConvertedKey, node, $"the key `{text}`", "the key as it is written");
        }

        node.TextStart = ~_work.DecodedLength;
        node.TextLength = length;
        _work.Append(text);
    }

    private bool CloseMapping(int index)
    {
        ref var mapping = ref _work.Nodes[index];
        var first = (int)mapping.Bits;
        var keys = _work.KeyEntries.AsSpan(first, _keyCount - first);
        _keyCount = first;
        if ((mapping.Flags & NodeFlags.HasMerge) != 0)
        {
            return CheckMerges(index);
        }

        if (keys.Length > SmallMapping)
        {
            FindDuplicatesByTable(keys);
        }
        else
        {
            FindDuplicates(keys);
        }

        if (_hasZeroKey)
        {
            DropEqualZeros(keys);
        }

        return true;
    }

    /// <summary><c>0.0</c> and <c>-0.0</c> are one key, though they become two JSON strings.</summary>
    private readonly void DropEqualZeros(ReadOnlySpan<KeyEntry> keys)
    {
        var last = -1;
        foreach (var key in keys)
        {
            ref readonly var node = ref _work.Nodes[key.Node];
            if (node.Kind != NodeKind.Double || node.Bits << 1 != 0 || (node.Flags & NodeFlags.Dropped) != 0)
            {
                continue;
            }

            if (last >= 0)
            {
                Drop(ref _work.Nodes[last], node);
            }

            last = key.Node;
        }
    }

    private readonly void FindDuplicates(ReadOnlySpan<KeyEntry> keys)
    {
        for (var later = 1; later < keys.Length; later++)
        {
            var fingerprint = keys[later].Fingerprint;
            for (var i = 0; i < later; i++)
            {
                if (keys[i].Fingerprint == fingerprint)
                {
                    DropIfEqual(keys[i].Node, keys[later].Node);
                }
            }
        }
    }

    /// <summary>The same for many keys, in linear time. The hash is seeded, so no text can make the slots collide.</summary>
    private readonly void FindDuplicatesByTable(Span<KeyEntry> keys)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2);
        if (_work.KeyTable.Length < size)
        {
            _work.KeyTable = new int[size];
        }

        var table = _work.KeyTable.AsSpan(0, size);
        table.Fill(-1);
        for (var later = 0; later < keys.Length; later++)
        {
            ref var slot = ref table[string.GetHashCode(TextOf(_work.Nodes[keys[later].Node])) & (size - 1)];
            keys[later].NextInSlot = slot;
            for (var i = slot; i >= 0; i = keys[i].NextInSlot)
            {
                // An entry that is dropped already equals one that comes before it in the chain.
                if (keys[i].Fingerprint == keys[later].Fingerprint && DropIfEqual(keys[i].Node, keys[later].Node))
                {
                    break;
                }
            }

            slot = later;
        }
    }

    private readonly bool DropIfEqual(int first, int later)
    {
        ref var loser = ref _work.Nodes[first];
        ref readonly var winner = ref _work.Nodes[later];
        if ((loser.Flags & NodeFlags.Dropped) != 0 || !TextOf(loser).SequenceEqual(TextOf(winner)))
        {
            return false;
        }

        Drop(ref loser, winner);
        return true;
    }

    private readonly void Drop(ref Node loser, in Node winner)
    {
        loser.Flags |= NodeFlags.Dropped;
        var isNaN = winner.Kind == NodeKind.Double && double.IsNaN(BitConverter.Int64BitsToDouble(winner.Bits));
        var isSame = loser.Kind == winner.Kind && !isNaN;
        _work.Note(
            _limits,
            isSame ? AmbiguityKind.DuplicateKey : AmbiguityKind.CollidingKey,
            winner.Content,
            winner.End - winner.Content,
            loser.Content,
            isSame ? "this value; the one before it is dropped" : "this value or the one before it, by chance",
            "the first value, or a mistake");
    }

    /// <summary><c>&lt;&lt;</c> needs a mapping, or a sequence of mappings.</summary>
    private bool CheckMerges(int mapping)
    {
        var end = _work.Nodes[mapping].Next;
        for (var key = mapping + 1; key < end;)
        {
            var value = key + 1;
            if ((_work.Nodes[key].Flags & NodeFlags.Merge) != 0 && !CheckMerge(value))
            {
                return false;
            }

            key = After(value);
        }

        return true;
    }

    private bool CheckMerge(int value)
    {
        if (IsMapping(value))
        {
            return true;
        }

        var isGood = _work.Nodes[value].Kind == NodeKind.Sequence;
        for (var item = value + 1; isGood && item < _work.Nodes[value].Next; item = After(item))
        {
            isGood = IsMapping(item);
        }

        return isGood || Fail(YamlProblemCode.Merge, _work.Nodes[value].Offset, "`<<` needs a mapping or a sequence of mappings");
    }

    private readonly bool IsMapping(int index)
    {
        ref readonly var node = ref _work.Nodes[index];
        return node.Kind == NodeKind.Mapping || (node.Kind == NodeKind.Alias && _work.Nodes[node.Next].Kind == NodeKind.Mapping);
    }

    private readonly int After(int index) => _work.Nodes[index].Kind == NodeKind.Alias ? index + 1 : _work.Nodes[index].Next;

    /// <summary>Sixty-four bits that equal texts share; different ones mostly do not.</summary>
    private static ulong Fingerprint(ReadOnlySpan<char> text)
    {
        var bytes = MemoryMarshal.AsBytes(text);
        if (bytes.Length >= 8)
        {
            var head = MemoryMarshal.Read<ulong>(bytes);
            var tail = MemoryMarshal.Read<ulong>(bytes[^8..]);
            return (head * 0x9E3779B97F4A7C15) ^ ((tail + (uint)bytes.Length) * 0xC2B2AE3D27D4EB4F);
        }

        var packed = (ulong)bytes.Length << 56;
        for (var i = 0; i < text.Length; i++)
        {
            packed |= (ulong)text[i] << (16 * i);
        }

        return packed;
    }
}
