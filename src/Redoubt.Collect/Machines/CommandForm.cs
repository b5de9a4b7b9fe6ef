namespace Redoubt.Collect.Machines;

/// <summary>How a program reads its command line, where programs written in Go differ.</summary>
internal sealed record CommandForm
{
    /// <summary>Long names of flags of one letter.</summary>
    public IReadOnlyDictionary<char, string> Letters { get; init; } = new Dictionary<char, string>();

    /// <summary>Whether a flag takes no word after it; null where it is not known, and then only a word that is no flag itself is taken for its value.</summary>
    public required Func<string, bool?> IsSwitch { get; init; }

    /// <summary>Whether <c>_</c> in a name is <c>-</c>, as in Kubernetes' own programs (component-base/cli/flag).</summary>
    public bool FoldsUnderscores { get; init; }

    /// <summary>Whether the first word that is no flag ends the flags, as for Go's own flag package (pkg.go.dev/flag).</summary>
    public bool EndsAtWord { get; init; }

    /// <summary>The form of a program of which all switches are known.</summary>
    /// <param name="letters">Long names of flags of one letter.</param>
    /// <param name="switches">Flags that take no word after them.</param>
    public static CommandForm Of(IReadOnlyDictionary<char, string> letters, IReadOnlySet<string> switches) => new() { Letters = letters, IsSwitch = name => switches.Contains(name) };
}
