using Redoubt.Attack.Relations;

namespace Redoubt.Attack.Techniques;

/// <summary>A text with names of a row's things in braces: <c>cred:sa:{p.sa}</c>.</summary>
internal sealed class Pattern
{
    private readonly string[] _texts;

    private Pattern(string text, string[] texts, Slot[] slots) => (Text, _texts, Slots) = (text, texts, slots);

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>What it names.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The text.</param>
    /// <param name="objection">What is wrong with it; empty if nothing.</param>
    public static Pattern Read(string text, out string objection)
    {
        objection = "";
        var (texts, slots, at) = (new List<string>(), new List<Slot>(), 0);
        while (text.IndexOf('{', at) is >= 0 and var open)
        {
            var close = text.IndexOf('}', open);
            if (close < 0 || Slot.Find(text.AsSpan(open + 1, close - open - 1)) is not { } slot)
            {
                objection = $"`{text}` names what no relation has; one of {string.Join(", ", Slot.All.Select(one => $"{{{one.Name}}}"))}";
                break;
            }

            texts.Add(text[at..open]);
            slots.Add(slot);
            at = close + 1;
        }

        texts.Add(text[at..]);
        return new Pattern(text, [.. texts], [.. slots]);
    }

    /// <summary>The text for a row.</summary>
    /// <exception cref="InvalidOperationException">The row has not what the pattern names.</exception>
    public string Of(Row row)
    {
        if (Slots.Count == 0)
        {
            return Text;
        }

        var parts = new string[_texts.Length + Slots.Count];
        for (var i = 0; i < _texts.Length; i++)
        {
            parts[2 * i] = _texts[i];
            if (i < Slots.Count)
            {
                parts[(2 * i) + 1] = Slots[i].Of(row) ?? throw new InvalidOperationException($"`{Text}` names what the relation has not");
            }
        }

        return string.Concat(parts);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
