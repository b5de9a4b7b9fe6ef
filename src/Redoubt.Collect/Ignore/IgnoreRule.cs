namespace Redoubt.Collect.Ignore;

/// <summary>
/// A line of a <c>.gitignore</c>, read as git reads it (gitignore(5)): on bytes, so that <c>?</c> is one byte. What git takes for a pattern
/// that fits nothing, as <c>[a</c>, fits nothing here.
/// </summary>
internal sealed class IgnoreRule
{
    private readonly byte[] _literal;
    private readonly WildPattern? _rest;
    private readonly bool _isForFolders;
    private readonly bool _isForNames;

    private IgnoreRule(ReadOnlySpan<byte> pattern, bool isNegated)
    {
        IsNegated = isNegated;
        _isForFolders = pattern is [.., (byte)'/'];
        pattern = _isForFolders ? pattern[..^1] : pattern;
        _isForNames = pattern.IndexOf((byte)'/') < 0;
        pattern = pattern is [(byte)'/', ..] ? pattern[1..] : pattern;
        // What stands before the first special character is compared as it is, and the rest is a pattern of its own: git does so, and
        // therefore reads the two stars of `a**/b` as if they began a name.
        var special = pattern.IndexOfAny("*?[\\"u8);
        _literal = pattern[..(special < 0 ? pattern.Length : special)].ToArray();
        _rest = special < 0 ? null : WildPattern.Parse(pattern[special..], crossesFolders: _isForNames);
    }

    /// <summary>Whether what fits is not ignored after all.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line; null if it holds no rule.</summary>
    /// <param name="line">The line without its break.</param>
    public static IgnoreRule? Parse(ReadOnlySpan<byte> line)
    {
        if (line is [] or [(byte)'#', ..])
        {
            return null;
        }

        line = line.IndexOf((byte)0) is >= 0 and var end ? line[..end] : line;
        line = WithoutBlanksAtTheEnd(line is [.., (byte)'\r'] ? line[..^1] : line);
        var isNegated = line is [(byte)'!', ..];
        line = isNegated ? line[1..] : line;
        return line is [] or [(byte)'/'] ? null : new IgnoreRule(line, isNegated);
    }

    /// <summary>Whether the rule fits a file or folder.</summary>
    /// <param name="path">Its path from the rule's folder on.</param>
    /// <param name="name">The last part of the path.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Fits(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool isFolder)
    {
        if (_isForFolders && !isFolder)
        {
            return false;
        }

        var text = _isForNames ? name : path;
        return text.StartsWith(_literal) && (_rest is null ? text.Length == _literal.Length : _rest.Fits(text[_literal.Length..]));
    }

    /// <summary>A blank at the end counts only behind a backslash.</summary>
    private static ReadOnlySpan<byte> WithoutBlanksAtTheEnd(ReadOnlySpan<byte> line)
    {
        var end = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == ' ')
            {
                continue;
            }

            end = at + 1;
        }

        return line[..Math.Min(end, line.Length)];
    }
}
