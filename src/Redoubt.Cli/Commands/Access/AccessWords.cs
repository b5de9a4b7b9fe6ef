namespace Redoubt.Cli.Commands.Access;

/// <summary>
/// The words after a command of <c>redoubt access</c>: those of the question first, then paths. A word is a path if it is <c>-</c>, says so by a slash,
/// or names something here; one that could be both is never guessed.
/// </summary>
internal sealed class AccessWords
{
    private AccessWords(IReadOnlyList<string> words, string name, IReadOnlyList<string> paths, IReadOnlyList<string> problems)
    {
        (Words, Name, Paths, Problems) = (words, name, paths.Count > 0 ? paths : ["."], problems);
    }

    /// <summary>The words of the question.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The object's name; empty for none.</summary>
    public string Name { get; }

    /// <summary>What is read; this folder if nothing is named.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Tells the words apart.</summary>
    /// <param name="given">The words as they were given.</param>
    /// <param name="wanted">What the words of the question are, in order.</param>
    /// <param name="least">How many of them there must be.</param>
    /// <param name="takesName">Whether an object's name may follow.</param>
    /// <param name="name">The name where an option gives it; else null.</param>
    public static AccessWords Read(string[] given, string[] wanted, int least, bool takesName, string? name)
    {
        var problems = new List<string>();
        // Where the question may be shorter, a path ends it.
        var count = given.Length > least && wanted.Length > least && IsPath(given[least]) ? least : Math.Min(wanted.Length, given.Length);
        if (count < least || (count < wanted.Length && count > least))
        {
            problems.Add($"{string.Join(", ", wanted.Skip(count))}: missing");
        }

        var rest = given.Skip(count).ToList();
        if (takesName && name is null && count == wanted.Length && rest.Count > 0 && !IsPath(rest[0]))
        {
            name = rest[0];
            rest.RemoveAt(0);
        }
        else if (takesName && name is null && count == wanted.Length && rest.Count > 0 && rest[0] != "-" && !rest[0].Contains('/', StringComparison.Ordinal))
        {
            problems.Add($"`{rest[0]}` may be a name or a path: write ./{rest[0]} for the path, or --name {rest[0]}");
        }

        return new AccessWords([.. given.Take(count)], name ?? "", rest, problems);
    }

    private static bool IsPath(string word) => word == "-" || word.Contains('/', StringComparison.Ordinal) || Path.Exists(word);
}
