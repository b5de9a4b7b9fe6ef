using System.Text;

namespace Redoubt.Edit.Texts;

/// <summary>A text and what was changed in it since it was read, however often. Immutable.</summary>
public sealed class EditedText
{
    private EditedText(string original, string text, IReadOnlyList<TextEdit> changes) => (Original, Text, Changes) = (original, text, changes);

    /// <summary>A text in which nothing is changed.</summary>
    /// <param name="original">The text.</param>
    public EditedText(string original)
        : this(original, original, [])
    {
    }

    /// <summary>The text as it was read.</summary>
    public string Original { get; }

    /// <summary>The text as it is now.</summary>
    public string Text { get; }

    /// <summary>What changed in the original, in order; no two touch.</summary>
    public IReadOnlyList<TextEdit> Changes { get; }

    /// <summary>The text after more edits; null if two of them are about the same stretch.</summary>
    /// <param name="edits">Edits of <see cref="Text"/>. Of those at one place, what is put in keeps their order.</param>
    public EditedText? With(IEnumerable<TextEdit> edits)
    {
        var pieces = new PieceReader(this);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Offset).ThenBy(edit => edit.Length > 0))
        {
            if (edit.Offset < at || edit.End > Text.Length)
            {
                return null;
            }

            pieces.Keep(edit.Offset - at);
            pieces.Drop(edit.Length);
            pieces.Put(edit.Text);
            at = edit.End;
        }

        pieces.Keep(Text.Length - at);
        return new EditedText(Original, pieces.Text, pieces.Changes);
    }

    // Walks over the present text, and knows at each place where in the original that is.
    private sealed class PieceReader(EditedText before)
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _put = new();
        private readonly List<TextEdit> _changes = [];
        private int _change;
        private int _inChange;
        private int _original;
        private int _gap;

        public string Text => _text.ToString();

        public IReadOnlyList<TextEdit> Changes
        {
            get
            {
                Close(before.Original.Length);
                return _changes;
            }
        }

        public void Put(string text)
        {
            _text.Append(text);
            _put.Append(text);
        }

        public void Keep(int count) => Walk(count, isKept: true);

        public void Drop(int count) => Walk(count, isKept: false);

        private void Walk(int count, bool isKept)
        {
            while (count > 0)
            {
                if (_change < before.Changes.Count && before.Changes[_change] is var change && _original == change.Offset)
                {
                    var step = Math.Min(count, change.Text.Length - _inChange);
                    if (isKept)
                    {
                        Put(change.Text.Substring(_inChange, step));
                    }

                    (_inChange, count) = (_inChange + step, count - step);
                    if (_inChange == change.Text.Length)
                    {
                        (_inChange, _original, _change) = (0, change.End, _change + 1);
                    }
                }
                else
                {
                    var next = _change < before.Changes.Count ? before.Changes[_change].Offset : before.Original.Length;
                    var step = Math.Min(count, next - _original);
                    if (isKept)
                    {
                        Close(_original);
                        _text.Append(before.Original, _original, step);
                        _gap = _original + step;
                    }

                    (_original, count) = (_original + step, count - step);
                }
            }
        }

        // What lies between the last kept piece and this one was changed.
        private void Close(int original)
        {
            if (original > _gap || _put.Length > 0)
            {
                _changes.Add(new TextEdit(_gap, original - _gap, _put.ToString()));
                _put.Clear();
            }

            _gap = original;
        }
    }
}
