using Redoubt.Collect;

namespace Redoubt.Cli.Commands.Init;

/// <summary>What a repository shows of how it is worked with.</summary>
/// <param name="Paths">The folders that hold manifests or charts, from the repository's own; <c>.</c> where they lie everywhere.</param>
/// <param name="Ci">The services whose files are there: names of <see cref="InitCommand"/>.</param>
/// <param name="HasOwners">Whether a CODEOWNERS says who owns what.</param>
internal sealed record RepositoryView(IReadOnlyList<string> Paths, IReadOnlyList<string> Ci, bool HasOwners)
{
    // More are easier said as all of it.
    private const int MostPaths = 6;

    private static readonly string[] Owners = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    /// <summary>Looks at a folder.</summary>
    public static RepositoryView Of(string folder)
    {
        var collected = Collector.Collect([folder], new CollectOptions());
        string[] files = [.. collected.Files.Where(file => file.Read.Documents.Count > 0).Select(file => file.File), .. collected.Ledger.Where(entry => entry.Code == Evidence.Ledger.LedgerCode.NotRendered).Select(entry => entry.File)];
        string[] tops = [.. files.Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/').Split('/')).Select(parts => parts.Length > 1 ? parts[0] : ".").Where(top => !top.StartsWith("..", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new RepositoryView(
            tops.Length is 0 or > MostPaths || tops.Contains(".") ? ["."] : tops,
            [.. Services(folder)],
            Owners.Any(file => File.Exists(Path.Combine(folder, file))));
    }

    private static IEnumerable<string> Services(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, ".github")) || Remote(folder).Contains("github", StringComparison.OrdinalIgnoreCase))
        {
            yield return "github";
        }

        if (File.Exists(Path.Combine(folder, ".gitlab-ci.yml")) || Directory.Exists(Path.Combine(folder, ".gitlab")) || Remote(folder).Contains("gitlab", StringComparison.OrdinalIgnoreCase))
        {
            yield return "gitlab";
        }
    }

    // The lines of the configuration that name where the repository is kept; a work tree's lies elsewhere and shows nothing.
    private static string Remote(string folder)
    {
        var file = Path.Combine(folder, ".git", "config");
        return TextFile.Exists(file) ? string.Join('\n', (TextFile.Read(file, []) ?? "").Split('\n').Where(line => line.TrimStart().StartsWith("url", StringComparison.Ordinal))) : "";
    }
}
