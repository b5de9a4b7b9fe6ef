namespace Redoubt.Access.Audit;

/// <summary>Each text once: the same names and verbs stand in every line of a log.</summary>
internal sealed class TextPool
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => _texts.Count;

    /// <summary>Whether a text is there.</summary>
    public bool Has(string text) => _texts.Contains(text);

    /// <summary>The text.</summary>
    /// <param name="text">Its letters.</param>
    /// <param name="mayGrow">Whether it is made if it is new.</param>
    /// <returns>The text; null if it is new and is not made.</returns>
    public string? Keep(ReadOnlySpan<char> text, bool mayGrow)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        if (!_lookup.TryGetValue(text, out var kept) && mayGrow)
        {
            _texts.Add(kept = text.ToString());
        }

        return kept;
    }
}
