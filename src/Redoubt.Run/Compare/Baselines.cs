using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Collect;

namespace Redoubt.Run.Compare;

/// <summary>Files that hold what an earlier run found.</summary>
public static class Baselines
{
    /// <summary>Where a baseline stands unless another place is named.</summary>
    public const string Usual = "redoubt-baseline.json";

    // A program wrote them: 100,000 findings take 40 MB.
    private const long MostBytes = 512 << 20;
    private const int Head = 400;

    /// <summary>Whether a file is a baseline or a report in JSON, and so was judged already.</summary>
    /// <param name="path">What the user named.</param>
    public static bool Is(string path) => TextFile.Exists(path) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        && TextFile.Head(path, Head) is var head && (head.Contains($"\"{BaselineFile.ApiVersion}\"", StringComparison.Ordinal) || head.Contains($"\"{BaselineFile.ReportVersion}\"", StringComparison.Ordinal));

    /// <summary>Reads one; null, and a problem, where it is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Snapshot? Read(string file, ICollection<string> problems) =>
        TextFile.Read(file, problems, MostBytes) is { } text ? BaselineFile.Read(file, text, problems) : null;

    /// <summary>Reads a report in JSON as the run that it tells of; null, and a problem, where it is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="catalog">The controls of which it speaks.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Assessment? ReadReport(string file, ControlCatalog catalog, ICollection<string> problems) =>
        TextFile.Read(file, problems, MostBytes) is { } text ? ReportFile.Read(file, text, catalog, problems) : null;

    /// <summary>Writes one: whole or not at all, so that two that write at the same time do not mix.</summary>
    /// <param name="file">The file.</param>
    /// <param name="snapshot">What was found.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string file, Snapshot snapshot)
    {
        var draft = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            using (var output = File.Create(draft))
            {
                BaselineFile.Write(snapshot, output);
            }

            File.Move(draft, file, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
