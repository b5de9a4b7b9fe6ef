using System.Numerics;
using Redoubt.Yaml.Cut;
using Redoubt.Yaml.JsonFirst;
using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml;

/// <summary>One reading of one file: chunk by chunk, to a visitor.</summary>
internal ref struct Reading
{
    private readonly YamlText _file;
    private ReadOnlySpan<char> _text;
    private readonly Workspace _work;
    private readonly YamlLimits _limits;
    private int _index;
    private LineCursor _lines = LineCursor.Start;
    private bool _hadProblem;

    // Whether the chunk has nothing but printable ASCII and LF.
    private bool _isSimple;

    public Reading(YamlText file, Workspace work, YamlLimits limits)
    {
        _file = file;
        _work = work;
        _limits = limits;
    }

    /// <summary>Reads as <c>kubectl -f</c> does.</summary>
    public void ReadFile<TVisitor>(ref TVisitor visitor)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        var (start, count) = (0, 0);
        if (!_file.Ascii.IsEmpty && ReadAscii(ref visitor, ref start, ref count))
        {
            return;
        }

        _text = _file.SpanWithFinalBreak;
        if (!IsWithinText(ref visitor))
        {
            return;
        }

        start += _text is ['\uFEFF', ..] ? 1 : 0;
        var isFallback = false;
        var jsonProblem = default(ScanProblem);
        if (count > 0 || JsonRoute.LooksLikeJson(_file.Span[start..]))
        {
            if (!ReadJson(ref visitor, ref start, count, out jsonProblem))
            {
                return;
            }

            isFallback = jsonProblem.Message is not null;
        }

        var cutter = new Cutter(_text, start);
        while (cutter.TryNext(out var chunk))
        {
            if (IsFull(ref visitor, chunk.Start))
            {
                return;
            }

            if (chunk.BadSeparator >= 0)
            {
                var message = "a separator `---` with more on its line than a comment";
                Report(ref visitor, new ScanProblem(YamlProblemCode.Separator, chunk.BadSeparator, message));
            }

            if (chunk.End > chunk.Start)
            {
                ReadChunk(ref visitor, chunk, isFallback ? jsonProblem : default);
            }

            isFallback = false;
        }
    }

    /// <summary>Reads the uncut text: its first document, or all of them up to the first problem.</summary>
    public void ReadUncut<TVisitor>(ref TVisitor visitor, bool all)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        _text = _file.Span;
        if (!IsWithinText(ref visitor))
        {
            return;
        }

        _work.StartText();
        var forbidden = FindForbidden(0, _text.Length, _file.BadByte);
        var parser = new Parser(_text, 0, _work, _limits, dropsCarriageReturn: false);
        var start = 0;
        for (var isFirst = true; ; isFirst = false)
        {
            var isGood = parser.ParseDocument(isFirst, out var found);
            if (IsCaught(forbidden, 0, parser.Position, out var problem) || !isGood)
            {
                Report(ref visitor, isGood || problem.Message is not null ? problem : parser.Problem);
                return;
            }

            if (found && IsFull(ref visitor, start))
            {
                return;
            }

            if (found || (isFirst && !all))
            {
                NoteAndDeliver(ref visitor, ref parser, new Chunk(start, parser.DocumentEnd, -1, -1), noteDropped: !all);
            }

            start = parser.DocumentEnd;
            if (!found || !all || _hadProblem)
            {
                return;
            }
        }
    }

    private bool IsWithinText<TVisitor>(ref TVisitor visitor)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        if (_text.Length <= _limits.TextLength)
        {
            return true;
        }

        Report(ref visitor, new ScanProblem(YamlProblemCode.Limit, 0, $"text longer than {_limits.TextLength}"));
        return false;
    }

    private bool IsFull<TVisitor>(ref TVisitor visitor, int offset)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        if (_index < _limits.Documents)
        {
            return false;
        }

        Report(ref visitor, new ScanProblem(YamlProblemCode.Limit, offset, $"more than {_limits.Documents} documents"));
        return true;
    }

    /// <summary>Reads JSON values from bytes. False before one that is none, or is beyond a limit: from there on characters are read, and tell what is wrong.</summary>
    private bool ReadAscii<TVisitor>(ref TVisitor visitor, ref int start, ref int count)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        _work.StartText();
        var parser = new JsonParser<byte>(_file.Ascii.Span, start, _work, _limits);
        while (parser.SkipSpace())
        {
            var from = parser.Position;
            var walker = new Walker(default, _file.Length, _work, _limits);
            if (_index >= _limits.Documents || _file.Length >= _limits.TextLength || !ParseJson(ref visitor, ref parser, ref walker))
            {
                return false;
            }

            start = parser.Position;
            count++;
            Deliver(ref visitor, ref walker, new YamlDocument(_index, from, start, YamlRoute.Json, IsNull(), _hadProblem), parser.NeedsCheck, parser.Count);
            _work.StartText();
        }

        return true;
    }

    /// <summary>Reads JSON values until the text ends (false) or is no more JSON; then YAML goes on from <paramref name="start"/>.</summary>
    private bool ReadJson<TVisitor>(ref TVisitor visitor, ref int start, int count, out ScanProblem problem)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        problem = default;
        _work.StartText();
        var parser = new JsonParser<char>(_file.Span, start, _work, _limits);
        while (parser.SkipSpace())
        {
            var from = parser.Position;
            if (IsFull(ref visitor, from))
            {
                return false;
            }

            var walker = new Walker(_text, _file.Length, _work, _limits);
            if (!ParseJson(ref visitor, ref parser, ref walker))
            {
                // After two values the text is JSON for good, and kubectl stops.
                if (count > 1 || parser.Problem.Code == YamlProblemCode.Limit || !JsonRoute.SkipSpace(_file.Span, ref start))
                {
                    Report(ref visitor, parser.Problem);
                }
                else
                {
                    problem = parser.Problem;
                }

                return parser.Problem.Code != YamlProblemCode.Limit;
            }

            start = parser.Position;
            count++;
            var document = new YamlDocument(_index, from, start, YamlRoute.Json, IsNull(), _hadProblem);
            Deliver(ref visitor, ref walker, document, parser.NeedsCheck, parser.Count);
            _work.StartText();
        }

        return false;
    }

    /// <summary>
    /// Parses the JSON value that starts here, and delivers a long list in it while it is parsed. Where something that was delivered turns out
    /// not to count, the value begins again, and nothing of it is delivered before its end.
    /// </summary>
    private readonly bool ParseJson<TVisitor, TUnit>(ref TVisitor visitor, ref JsonParser<TUnit> parser, ref Walker walker)
        where TVisitor : IYamlVisitor, allows ref struct
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        var from = parser.Position;
        var isGood = parser.Begin(from) && parser.GoOn(_limits.PartNodes);
        while (isGood && !parser.IsWhole && !parser.NeedsCheck)
        {
            if (!walker.HasBegun)
            {
                visitor.DocumentStart(new YamlDocument(_index, from, from, YamlRoute.Json, IsNull: false, _hadProblem));
            }

            walker.DeliverPart(ref visitor, parser.OpenList, parser.Count);
            parser.ForgetItems();
            isGood = parser.GoOn(_limits.PartNodes);
        }

        if (!isGood || (parser.IsWhole && !(walker.HasBegun && (parser.NeedsCheck || walker.HasOverride()))))
        {
            return isGood;
        }

        _work.StartText();
        walker = new Walker(_text, _file.Length, _work, _limits);
        return parser.Begin(from) && parser.GoOn(int.MaxValue);
    }

    private void ReadChunk<TVisitor>(ref TVisitor visitor, in Chunk chunk, ScanProblem jsonProblem)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        if (chunk.End - chunk.Start > _limits.DocumentLength)
        {
            Report(ref visitor, new ScanProblem(YamlProblemCode.Limit, chunk.Start, $"document longer than {_limits.DocumentLength}"));
            return;
        }

        _work.StartText();
        var forbidden = FindForbidden(chunk.Start, chunk.End, _file.RefusedByte >= chunk.Start && _file.RefusedByte < chunk.End ? _file.RefusedByte : -1);
        var parser = new Parser(_text[..chunk.End], chunk.Start, _work, _limits, dropsCarriageReturn: true);
        var isGood = parser.ParseDocument(isFirst: true, out _);
        if (!IsCaught(forbidden, chunk.Start, parser.Position, out var problem) && isGood)
        {
            NoteAndDeliver(ref visitor, ref parser, chunk, noteDropped: true);
            return;
        }

        if (problem.Message is null)
        {
            problem = parser.Problem;
        }

        if (jsonProblem.Message is not null)
        {
            var message = $"neither JSON ({jsonProblem.Message}) nor YAML ({problem.Message})";
            problem = problem with { Code = YamlProblemCode.Json, Message = message };
        }

        Report(ref visitor, problem);
    }

    private int FindForbidden(int start, int end, int badByte)
    {
        var found = Characters.FindForbidden(_text[start..end], out _isSimple);
        found = found < 0 ? int.MaxValue : start + found;
        return badByte < 0 ? found : Math.Min(found, badByte);
    }

    /// <summary>Whether the Go reader would have met the forbidden character by now.</summary>
    private readonly bool IsCaught(int forbidden, int start, int position, out ScanProblem problem)
    {
        problem = default;
        if (forbidden == int.MaxValue || forbidden >= Characters.DecodedTo(_text, start, position))
        {
            return false;
        }

        // The character that stands for a bad byte is allowed itself.
        var message = _text[forbidden] == '\uFFFD' ? "the byte is no text in UTF-8" : $"character U+{(int)_text[forbidden]:X4} is not allowed";
        problem = new ScanProblem(YamlProblemCode.Character, forbidden, message);
        return true;
    }

    private void NoteAndDeliver<TVisitor>(ref TVisitor visitor, ref Parser parser, in Chunk chunk, bool noteDropped)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        var dropped = noteDropped ? parser.FindDropped() : -1;
        if (dropped >= 0)
        {
            var end = chunk.Next < 0 ? _text.Length : chunk.End;
            var length = _text[dropped..end].TrimEnd().Length;
            var nothing = "nothing: the document has ended before";
            _work.Note(_limits, AmbiguityKind.DroppedContent, dropped, length, -1, nothing, "more of the document");
        }

        if (parser.EndsInBlockScalar && chunk.Next > chunk.End && chunk.Next < _text.Length && _text[chunk.Next] == ' ')
        {
            _work.Note(_limits, AmbiguityKind.CutScalar, chunk.End, 3, -1, "the end of the document", "more of the text above");
        }

        if (!_isSimple)
        {
            NoteLineBreaks(chunk);
        }

        var documentEnd = Math.Min(chunk.End, _file.Length);
        var document = new YamlDocument(_index, chunk.Start, documentEnd, YamlRoute.Yaml, IsNull(), _hadProblem);
        var walker = new Walker(_text, _file.Length, _work, _limits);
        Deliver(ref visitor, ref walker, document, parser.NeedsCheck, parser.Count);
    }

    /// <summary>Notes the first line break that editors and the cutter do not see.</summary>
    private readonly void NoteLineBreaks(in Chunk chunk)
    {
        var text = _text[chunk.Start..chunk.End];
        var at = text.IndexOfAny('\u0085', '\u2028', '\u2029');
        for (var i = text.IndexOf('\r'); i >= 0 && i + 1 < text.Length;)
        {
            if (text[i + 1] is not ('\n' or '\r'))
            {
                at = at < 0 ? i : Math.Min(at, i);
                break;
            }

            var next = text[(i + 1)..].IndexOf('\r');
            i = next < 0 ? -1 : i + 1 + next;
        }

        if (at >= 0)
        {
            _work.Note(_limits, AmbiguityKind.LineBreak, chunk.Start + at, 1, -1, "a line break", "a character within the line");
        }
    }

    private readonly bool IsNull() => _work.Nodes[0].Kind == NodeKind.Null;

    private void Deliver<TVisitor>(ref TVisitor visitor, ref Walker walker, in YamlDocument document, bool needsCheck, int count)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        if (needsCheck && !walker.Check(count))
        {
            Report(ref visitor, walker.Problem);
            return;
        }

        _index++;
        if (walker.HasBegun)
        {
            walker.DeliverRest(ref visitor);
        }
        else
        {
            visitor.DocumentStart(document);
            walker.Deliver(ref visitor);
        }

        foreach (var ambiguity in _work.Ambiguities)
        {
            visitor.Ambiguity(ambiguity);
        }

        visitor.DocumentEnd(document);
    }

    private void Report<TVisitor>(ref TVisitor visitor, ScanProblem problem)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        _hadProblem = true;
        _index++;
        var offset = Math.Min(problem.Offset, _file.Length);
        visitor.Problem(new YamlProblem(problem.Code, offset, Lines.Locate(_file.Span, offset, ref _lines), problem.Message));
    }
}
