namespace Redoubt.Yaml.Fuzz;

/// <summary>What holds for every input, whatever its bytes: no crash, every place inside the text, every call in its order.</summary>
internal static class Laws
{
    private static readonly YamlLimits Limits = YamlLimits.Default with { Depth = 200, AliasNodes = 20_000, KeyLength = 2_000 };

    public static void Check(byte[] bytes)
    {
        var text = YamlText.FromBytes(bytes);
        foreach (var cut in Enum.GetValues<YamlCut>())
        {
            var visitor = new Checker(text);
            YamlReader.Read(text, ref visitor, Limits, cut);
            visitor.Finish();
        }
    }

    private struct Checker(YamlText text) : IYamlVisitor
    {
        // One character for each collection that is open: `{` awaits a key, `:` a value, `[` a value or the end.
        private readonly Stack<char> _open = new();
        private bool _isInside;
        private int _values;
        private int _last = -1;

        public readonly void Finish() => Require(!_isInside && _open.Count == 0, "the document did not end");

        public void DocumentStart(in YamlDocument document)
        {
            // A long list in JSON is delivered while it is read: what was begun may begin again.
            Require(document.Index > _last || (_isInside && document.Index == _last), "documents out of order");
            _open.Clear();
            Require(document.Start >= 0 && document.Start <= document.End && document.End <= text.Chars.Length, "document outside the text");
            _last = document.Index;
            _isInside = true;
            _values = 0;
        }

        public void DocumentEnd(in YamlDocument document)
        {
            Require(_isInside && _open.Count == 0 && _values == 1 && document.Index == _last, "a document is one value");
            _isInside = false;
        }

        public void MappingStart(in YamlCollection mapping)
        {
            Value(mapping.Offset, mapping.ContentOffset);
            _open.Push('{');
        }

        public readonly void MappingEnd(int end)
        {
            Require(_open.Pop() == '{', "a mapping ended before the value of its key");
            Place(end);
        }

        public void SequenceStart(in YamlCollection sequence)
        {
            Value(sequence.Offset, sequence.ContentOffset);
            _open.Push('[');
        }

        public readonly void SequenceEnd(int end)
        {
            Require(_open.Pop() == '[', "a sequence ended that was none");
            Place(end);
        }

        public readonly void Key(in YamlKey key)
        {
            Require(_open.Pop() == '{', "a key where none may stand");
            _open.Push(':');
            Slice(key.Offset, key.ContentOffset, key.Length, key.TextOffset, key.Text);
        }

        public void Scalar(in YamlScalar scalar)
        {
            Value(scalar.Offset, scalar.ContentOffset);
            Slice(scalar.Offset, scalar.ContentOffset, scalar.Length, scalar.TextOffset, scalar.Text);
            Require(scalar.Kind != YamlScalarKind.Double || double.IsFinite(scalar.Double), "a number that JSON does not have");
        }

        public void Problem(in YamlProblem problem)
        {
            Require(problem.Message.Length > 0, "a problem without a message");
            _isInside = false;
            _open.Clear();
            Place(problem.Offset);
            Require(text.Locate(problem.Offset) == problem.Position, "the line is not that of the offset");
        }

        public readonly void Ambiguity(in Ambiguity ambiguity)
        {
            Require(_isInside && ambiguity.Length >= 0, "an ambiguity outside a document");
            Place(ambiguity.Offset);
            Require(ambiguity.Other < text.Chars.Length, "the other place is outside the text");
        }

        private static void Require(bool condition, string law)
        {
            if (!condition)
            {
                throw new InvalidOperationException(law);
            }
        }

        private readonly void Place(int offset) => Require(offset >= 0 && offset <= text.Chars.Length, "a place outside the text");

        private readonly void Slice(int offset, int content, int length, int textOffset, ReadOnlySpan<char> value)
        {
            Place(offset);
            Place(offset + length);
            Require(content >= offset && content <= offset + length, "content outside its node");
            Require(textOffset < 0 || text.Span.Slice(textOffset, value.Length).SequenceEqual(value), "a slice that is not the text");
        }

        private void Value(int offset, int content)
        {
            Place(offset);
            Place(content);
            Require(_isInside, "a value outside a document");
            if (!_open.TryPop(out var open))
            {
                _values++;
                return;
            }

            Require(open is ':' or '[', "a value where a key must stand");
            _open.Push(open == ':' ? '{' : '[');
        }
    }
}
