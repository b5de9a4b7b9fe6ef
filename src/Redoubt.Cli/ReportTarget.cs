using Redoubt.Catalog;
using Redoubt.Kubernetes.Files;
using Redoubt.Report;

namespace Redoubt.Cli;

/// <summary>A report and where it goes; no file means standard output.</summary>
internal sealed record ReportTarget(IReportFormat Format, string? File)
{
    /// <summary>Reads <c>--format NAME[=FILE]</c> and <c>-o FILE</c>.</summary>
    /// <param name="formats">The formats as given.</param>
    /// <param name="output">Where the report goes that names no file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static List<ReportTarget> Read(IEnumerable<string> formats, string? output, ICollection<string> problems)
    {
        var targets = new List<ReportTarget>();
        foreach (var text in formats)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? text : text[..equals];
            if (!ReportFormats.TryGet(name, out var format))
            {
                string[] known = [.. ReportFormats.All.Select(one => one.Name)];
                problems.Add($"`{name}` is no format ({string.Join(", ", known)}){Suggestion.Of(name, known)}");
                continue;
            }

            targets.Add(new ReportTarget(format, equals < 0 ? output : text[(equals + 1)..]));
        }

        // Two names of one file are one file: the second report would overwrite the first.
        if (targets.GroupBy(target => target.File is { } file ? Path.GetFullPath(file) : "").Any(group => group.Count() > 1))
        {
            problems.Add("two reports go to the same place: give each a file, as in `--format json=report.json`");
        }

        return targets;
    }

    /// <summary>Writes the report.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(Assessment assessment, ReportOptions options)
    {
        if (File is null)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            Format.Write(assessment, options, output);
            return;
        }

        using var file = System.IO.File.Create(File);
        Format.Write(assessment, options, file);
    }
}
