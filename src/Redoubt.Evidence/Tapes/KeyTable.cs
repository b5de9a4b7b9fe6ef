namespace Redoubt.Evidence.Tapes;

/// <summary>The names of fields that the tapes of a file share, each once. It is filled by one thread while the file is read, and then only asked.</summary>
internal sealed class KeyTable
{
    /// <summary>How many names there is room for.</summary>
    public const int Most = Row.KeyAside;

    // Files of one kind have the same names: who reads many shares the strings. A name that differs takes the place of the one before.
    private const int Recent = 1024;
    private const int LongestRecent = 64;

    [ThreadStatic]
    private static string?[]? _recent;

    private string[] _names = new string[16];
    private int[] _slots = new int[64];

    /// <summary>How many names there are.</summary>
    public int Count { get; private set; }

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name; <see cref="Most"/> if it is not there and there is no room.</summary>
    public int NumberOf(int symbol, ReadOnlySpan<char> name)
    {
        var slot = symbol & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(_names[_slots[slot] - 1]))
            {
                return _slots[slot] - 1;
            }
        }

        return Count == Most ? Most : Add(slot, symbol, name);
    }

    /// <summary>Gives back what only filling needs.</summary>
    public void Close()
    {
        _slots = [];
        Array.Resize(ref _names, Count);
    }

    private int Add(int slot, int symbol, ReadOnlySpan<char> name)
    {
        if (Count == _names.Length)
        {
            Array.Resize(ref _names, Count * 2);
        }

        _names[Count++] = TextOf(symbol, name);
        _slots[slot] = Count;
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            var slot = Tape.Symbol(_names[number]) & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }

    private static string TextOf(int symbol, ReadOnlySpan<char> name)
    {
        if (name.Length > LongestRecent)
        {
            return name.ToString();
        }

        ref var recent = ref (_recent ??= new string?[Recent])[symbol & (Recent - 1)];
        return recent is not null && name.SequenceEqual(recent) ? recent : recent = name.ToString();
    }
}
