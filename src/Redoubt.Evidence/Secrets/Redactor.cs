using System.Buffers;
using System.Text;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Secrets;

/// <summary>
/// What of a document may be shown. Rules read everything; messages, excerpts and reports go through this: values of Secrets, variables
/// and arguments that look like keys, and the copies that annotations keep are masked.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "[redacted]";

    /// <summary>So much of a secret is searched for; what follows of it is then compared.</summary>
    private const int NeedleLength = 48;

    /// <summary>A shorter secret is masked in other text only where it stands as a word of its own.</summary>
    private const int ShortestPart = 4;

    private static readonly SearchValues<char> LowerName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

    // Most documents hold no secret: they share what is empty.
    private static readonly HashSet<int> NoRows = [];
    private static readonly HashSet<string> NoNames = [];
    private static readonly ILookup<char, string> NoSecrets = Array.Empty<string>().ToLookup(secret => secret[0]);

    private readonly Document _document;
    private readonly HashSet<int> _rows;
    private readonly Node[] _byPlace;
    private readonly ILookup<char, string> _secrets;
    private readonly SearchValues<string>? _needles;
    private readonly HashSet<string> _names;

    private Redactor(Document document)
    {
        _document = document;
        var collector = new SecretCollector(document);
        if (collector.Rows.Count == 0 && collector.Secrets.Count == 0)
        {
            (_rows, _names, _byPlace, _secrets) = (NoRows, NoNames, [], NoSecrets);
            return;
        }

        (_rows, _names) = (collector.Rows, collector.Names);

        _byPlace = [.. _rows.Select(document.Root.Tape.NodeAt).OrderBy(node => node.ValueOffset)];
        _secrets = collector.Secrets.Where(secret => secret.Length > 0 && !collector.Names.Contains(secret)).Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length).ToLookup(secret => secret[0]);
        if (_secrets.Count == 0)
        {
            return;
        }

        string[] needles = [.. _secrets.SelectMany(group => group).Select(secret => secret[..Math.Min(secret.Length, NeedleLength)])];
        _needles = SearchValues.Create(needles, StringComparison.Ordinal);
    }

    /// <summary>Looks through a document once.</summary>
    /// <param name="document">The document.</param>
    public static Redactor Of(Document document) => new(document);

    /// <summary>Whether a value is a secret as a whole, or lies in one.</summary>
    /// <param name="node">A value of the document.</param>
    public bool IsSecret(Node node)
    {
        for (var at = node; at.Exists; at = at.Parent)
        {
            if (_rows.Contains(at.Row))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A value's text as it may be shown: of a list or map nothing but its size.</summary>
    /// <param name="node">A value of the document.</param>
    public string Show(Node node) => node.Kind switch
    {
        _ when IsSecret(node) => Mask,
        NodeKind.String => Safe(node.AsString()!),
        NodeKind.List => $"{node.Count} items",
        NodeKind.Map => $"{node.Count} fields",
        NodeKind.None => "",
        _ => Safe(node.Tape.Source.Slice(node.ValueOffset, node.ValueLength).ToString()),
    };

    /// <summary>
    /// A text in which every secret of the document is masked. Names of objects and keys stay whole, and so do words of prose: the gap would
    /// tell what stood there.
    /// </summary>
    /// <param name="text">A message or any other text.</param>
    public string Safe(string text)
    {
        var found = _needles is null ? -1 : text.AsSpan().IndexOfAny(_needles);
        if (found < 0)
        {
            return text;
        }

        var safe = new StringBuilder();
        var done = 0;
        while (found >= 0)
        {
            var length = SecretLength(text, found);
            safe.Append(text, done, found - done).Append(length > 0 ? Mask : text.AsSpan(found, 1));
            done = found + Math.Max(length, 1);
            var step = text.AsSpan(done).IndexOfAny(_needles!);
            found = step < 0 ? -1 : done + step;
        }
        return safe.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>A line of the document's file as it may be shown.</summary>
    /// <param name="line">The line, from 1.</param>
    public string Line(int line)
    {
        var source = _document.Root.Tape.Source;
        var text = source.Line(line);
        var start = source.StartOf(line);
        var masked = new StringBuilder();
        var done = 0;
        for (var at = FirstBehind(start); at < _byPlace.Length && _byPlace[at].ValueOffset < start + text.Length; at++)
        {
            (var from, var to) = Range(_byPlace[at], start, text);
            if (from >= to || from < done)
            {
                continue;
            }

            masked.Append(text[done..from]).Append(Mask);
            done = to;
        }
        return Safe(masked.Append(text[done..]).ToString());
    }

    /// <summary>The first secret that does not end before an offset.</summary>
    private int FirstBehind(int offset)
    {
        var low = 0;
        for (var high = _byPlace.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (_byPlace[middle].ValueOffset + _byPlace[middle].ValueLength > offset)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        return low;
    }

    /// <summary>Which part of the line a value takes; of a block text its indentation and its first line's mark stay.</summary>
    private static (int From, int To) Range(Node node, int lineStart, ReadOnlySpan<char> line)
    {
        var from = Math.Max(node.ValueOffset - lineStart, line.Length - line.TrimStart().Length);
        var to = Math.Min(node.ValueOffset + node.ValueLength - lineStart, line.Length);
        var mark = node.Style is YamlStyle.Literal or YamlStyle.Folded && node.ValueOffset >= lineStart;
        return mark ? (0, 0) : (from, to);
    }

    /// <summary>How much of the text from here on is a secret.</summary>
    private int SecretLength(string text, int at)
    {
        var longest = 0;
        foreach (var secret in _secrets[text[at]])
        {
            var common = text.AsSpan(at).CommonPrefixLength(secret);
            var whole = common >= Math.Min(secret.Length, NeedleLength);
            if (whole && common > longest && (secret.Length >= ShortestPart || IsWord(text, at, common)) && !IsName(text, at, common) && !IsProse(text, at, common))
            {
                longest = common;
            }
        }
        return longest;
    }

    /// <summary>
    /// Whether a place lies inside a name that the document shows anyway, or is a common word that begins or goes on inside a longer one, as `pass` in
    /// `password_file`. What follows the letter of a short option (`-ppass`) is its value.
    /// </summary>
    private bool IsName(string text, int at, int length)
    {
        int from = at, to = at + length;
        while (from > 0 && IsOfName(text[from - 1]))
        {
            from--;
        }

        while (to < text.Length && IsOfName(text[to]))
        {
            to++;
        }

        var name = text.AsSpan(from, to - from);
        return to - from > length && (_names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || (IsCommonWord(text.AsSpan(at, length)) && IsIdentifier(name)));
    }

    private static bool IsCommonWord(ReadOnlySpan<char> word) => word.Length < SecretShapes.ShortestKey && !word.ContainsAnyExceptInRange('a', 'z');

    private static bool IsIdentifier(ReadOnlySpan<char> name) =>
        !name.ContainsAnyExcept(LowerName) && (name[0] != '-' || name.StartsWith("--", StringComparison.Ordinal));

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';

    /// <summary>Whether a place is a common word between spaces, as every sentence has it, and nothing that is quoted.</summary>
    private static bool IsProse(string text, int at, int length) =>
        IsCommonWord(text.AsSpan(at, length)) && at > 0 && text[at - 1] == ' ' && (at + length == text.Length || text[at + length] is ' ' or ',' or ':' or ';' or '.');

    private static bool IsWord(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));
}
