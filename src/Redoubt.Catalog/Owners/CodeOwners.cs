using System.Text;
using Redoubt.Evidence.Patterns;

namespace Redoubt.Catalog.Owners;

/// <summary>
/// A file <c>CODEOWNERS</c>: patterns and owners, of which the last that fits counts, as GitHub and GitLab read it. A section of GitLab's
/// (<c>[name]</c>) is asked on its own, and its owners are added.
/// </summary>
public sealed class CodeOwners
{
    private readonly List<Section> _sections = [new([])];

    private CodeOwners()
    {
    }

    /// <summary>Where such a file may lie, the first that is there counts.</summary>
    public static IReadOnlyList<string> Places { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    /// <summary>Reads a file. Every text is one: a line that is none owns nothing.</summary>
    /// <param name="text">Its text.</param>
    public static CodeOwners Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var owners = new CodeOwners();
        foreach (var line in text.Split('\n'))
        {
            owners.Add(line.Trim());
        }

        return owners;
    }

    /// <summary>The owners of a file, joined by a comma; empty for none.</summary>
    /// <param name="file">Its path from the top of the repository.</param>
    public string Of(string file) => string.Join(", ", _sections.SelectMany(section => section.Of(file)).Distinct(StringComparer.Ordinal));

    private void Add(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (line[0] == '[' || line.StartsWith("^[", StringComparison.Ordinal))
        {
            var end = line.LastIndexOf(']');
            _sections.Add(new Section(end < 0 ? [] : Words(line[(end + 1)..])));
            return;
        }

        var words = Words(line);
        _sections[^1].Entries.Add((Patterns(words[0]), words[1..]));
    }

    // A blank that is escaped is part of the pattern; what follows a blank and `#` is a comment.
    private static string[] Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at <= line.Length; at++)
        {
            if (at == line.Length || line[at] is ' ' or '\t')
            {
                if (word.Length > 0)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
            }
            else if (line[at] == '#' && word.Length == 0)
            {
                break;
            }
            else
            {
                at += line[at] == '\\' && at + 1 < line.Length ? 1 : 0;
                word.Append(line[at]);
            }
        }

        return [.. words];
    }

    // As .gitignore, but that `docs/*` takes in no folder below, and brackets stand for themselves.
    private static Glob[] Patterns(string pattern)
    {
        var text = pattern.Replace("[", "[[]", StringComparison.Ordinal);
        var isAnchored = text.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var path = (isAnchored ? "" : "**/") + text.TrimStart('/');
        return path.EndsWith('/') ? [new Glob(path + "**")]
            : path.EndsWith("/*", StringComparison.Ordinal) && isAnchored ? [new Glob(path)]
            : [new Glob(path), new Glob(path + "/**")];
    }

    private sealed record Section(string[] Usual)
    {
        public List<(Glob[] Patterns, string[] Owners)> Entries { get; } = [];

        public string[] Of(string file)
        {
            for (var at = Entries.Count - 1; at >= 0; at--)
            {
                if (Array.Exists(Entries[at].Patterns, pattern => pattern.Fits(file)))
                {
                    return Entries[at].Owners.Length > 0 ? Entries[at].Owners : Usual;
                }
            }

            return [];
        }
    }
}
