namespace Redoubt.Cel.Evaluate;

/// <summary>
/// A part that says something of one text and of nothing else: what it said of a text is remembered in frames that are for many programs.
/// Where cost is counted it is evaluated each time.
/// </summary>
internal sealed class Remembered(PlanNode text, PlanNode whole) : PlanNode(whole.Id)
{
    /// <summary>Reads the text.</summary>
    public PlanNode Text => text;

    public PlanNode Whole => whole;

    public override bool IsAttribute => whole.IsAttribute;

    public override PlanNode Bare() => whole.Bare() is var bare && ReferenceEquals(bare, whole) ? this : new Remembered(text, bare);

    public override CelValue Evaluate(Frame frame)
    {
        if (frame.Texts is not { } texts || frame.Recorder is not null)
        {
            return whole.Evaluate(frame);
        }

        var value = text.Evaluate(frame);
        return value.Kind == CelKind.String ? texts.Of(this, value, frame) : whole.Evaluate(frame);
    }
}

/// <summary>
/// What parts of programs said of texts last: the same part says the same of the same text. What meets another in its entry takes its place.
/// For one thread.
/// </summary>
internal sealed class TextCache
{
    /// <summary>Longer texts hardly come again.</summary>
    private const int Longest = 256;

    private const int Least = 1 << 8;
    private const int Most = 1 << 14;

    private Entry[] _entries = new Entry[Least];
    private int _written;

    /// <summary>What a part says of a text.</summary>
    /// <param name="part">The part.</param>
    /// <param name="text">The text, which the part reads.</param>
    /// <param name="frame">The variables, to evaluate the part if it is not known.</param>
    public CelValue Of(Remembered part, in CelValue text, Frame frame)
    {
        var span = text.AsSpan();
        if (span.Length > Longest)
        {
            return part.Whole.Evaluate(frame);
        }

        var hash = string.GetHashCode(span) + (part.GetHashCode() * 31);
        ref var entry = ref _entries[hash & (_entries.Length - 1)];
        if (ReferenceEquals(entry.Part, part) && entry.Text.AsSpan().SequenceEqual(span))
        {
            return entry.Answer;
        }

        var answer = part.Whole.Evaluate(frame);
        if (IsOfNoPlace(answer))
        {
            Remember(hash, new Entry(part, text, answer));
        }

        return answer;
    }

    // What comes from a source has its place there, and the same text stands elsewhere too.
    private static bool IsOfNoPlace(in CelValue answer)
    {
        if (answer.Kind != CelKind.List || answer.IsSourced)
        {
            return answer.Kind is CelKind.Bool or CelKind.Int or CelKind.String && !answer.IsSourced;
        }

        foreach (var item in answer.Items)
        {
            if (item.Kind != CelKind.String || item.IsSourced)
            {
                return false;
            }
        }

        return true;
    }

    // A small platform needs little room; on a large one what is written again and again shows that there is too little.
    private void Remember(int hash, in Entry entry)
    {
        if (++_written > _entries.Length && _entries.Length < Most)
        {
            _entries = new Entry[4 * _entries.Length];
            _written = 0;
        }

        _entries[hash & (_entries.Length - 1)] = entry;
    }

    private readonly record struct Entry(Remembered Part, CelValue Text, CelValue Answer);
}
