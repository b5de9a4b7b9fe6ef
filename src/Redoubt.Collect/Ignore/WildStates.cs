namespace Redoubt.Collect.Ignore;

/// <summary>The states of a pattern: each token leads from its own state to the next.</summary>
internal sealed class WildStates
{
    /// <summary>The bytes that lead on from each state.</summary>
    public List<IReadOnlyList<byte>> Tokens { get; } = [];

    /// <summary>The states at which one star stands.</summary>
    public List<int> StaysInName { get; } = [];

    /// <summary>The states at which stars stand that may be anything.</summary>
    public List<int> Stays { get; } = [];

    /// <summary>The states before <c>**/</c>, which may be nothing.</summary>
    public List<int> Skips { get; } = [];

    /// <summary>Reads a pattern; false if it fits nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> pattern, bool crossesFolders, out WildStates states)
    {
        states = new WildStates();
        var at = 0;
        while (at < pattern.Length)
        {
            switch (pattern[at])
            {
                case (byte)'*':
                    states.AddStars(pattern, ref at, crossesFolders);
                    break;
                case (byte)'?':
                    states.Tokens.Add(AllBut(crossesFolders ? [] : [(byte)'/']));
                    at++;
                    break;
                case (byte)'[':
                    if (!WildClass.TryRead(pattern, ref at, out var members))
                    {
                        return false;
                    }

                    states.Tokens.Add(crossesFolders ? members : [.. members.Where(member => member != '/')]);
                    break;
                case (byte)'\\' when at + 1 == pattern.Length:
                    return false;
                case (byte)'\\':
                    states.Tokens.Add([pattern[at + 1]]);
                    at += 2;
                    break;
                default:
                    states.Tokens.Add([pattern[at++]]);
                    break;
            }
        }

        return true;
    }

    /// <summary>Every byte but some.</summary>
    public static IReadOnlyList<byte> AllBut(ICollection<byte> some) => [.. Enumerable.Range(0, 256).Select(unit => (byte)unit).Where(unit => !some.Contains(unit))];

    /// <summary>Two stars cross folders only where they stand between slashes, at the beginning or at the end.</summary>
    private void AddStars(ReadOnlySpan<byte> pattern, ref int at, bool crossesFolders)
    {
        var first = at;
        while (at < pattern.Length && pattern[at] == '*')
        {
            at++;
        }

        var rest = pattern[at..];
        var isAlone = at - first > 1 && (first == 0 || pattern[first - 1] == '/') && (rest is [] or [(byte)'/', ..] or [(byte)'\\', (byte)'/', ..]);
        if (!crossesFolders && isAlone && rest is [(byte)'/', ..])
        {
            // A state of its own before the stars: they are left out only together with their slash, and whole.
            Skips.Add(Tokens.Count);
            Tokens.Add([]);
        }

        (crossesFolders || isAlone ? Stays : StaysInName).Add(Tokens.Count);
    }
}
