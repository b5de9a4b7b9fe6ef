using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence;

namespace Redoubt.Cli.Commands;

/// <summary>Puts what was collected and what was judged into one assessment.</summary>
internal static class AssessmentMaker
{
    public static Assessment Make(
        ScanSettings settings, TargetVersion target, IReadOnlyList<Control> controls, Collected collected, Judgement judgement, TimeSpan elapsed) => new()
        {
            Title = Title(settings.Paths),
            Kubernetes = target,
            Controls = controls,
            Findings = judgement.Findings,
            Unknowns = judgement.Unknowns,
            Matrix = judgement.Matrix,
            Counts = judgement.Counts,
            Errors = [.. Unread(settings.Paths, collected), .. judgement.Errors],
            Inputs = Inputs(collected),
            Passed = judgement.Passed,
            Elapsed = elapsed,
        };

    private static string Title(IReadOnlyList<string> paths) => paths switch
    {
        ["-"] => "standard input",
        [var path] when Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { Length: > 0 } name => name,
        [var path] => path,
        _ => $"{paths.Count} inputs",
    };

    private static IEnumerable<AssessmentError> Unread(IReadOnlyList<string> paths, Collected collected)
    {
        var unread = collected.Problems.Select(place => new AssessmentError(place.File, place.Line, place.Column, place.Reason));
        // An empty folder is a mistyped one more often than not: silence would read as "all is well".
        return collected.Files.Count == 0 && !collected.Problems.Any() && !collected.PassedOver.Any()
            ? paths.Select(path => new AssessmentError(path, 0, 0, "there is no YAML or JSON file here"))
            : unread;
    }

    private static AssessmentInputs Inputs(Collected collected) => new(
        collected.Files.Count(file => file.Read.Documents.Count > 0),
        collected.Documents.Count(),
        Groups(collected.PassedOver),
        Groups(collected.NotRendered))
    {
        Dropped = [.. collected.Dropped.Select(place => new AssessmentError(place.File, place.Line, place.Column, place.Reason))],
    };

    private static List<InputGroup> Groups(IEnumerable<FilePlace> places) =>
        [.. places.GroupBy(place => place.Reason, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new InputGroup(group.Key, [.. group.Select(place => place.File).Distinct(StringComparer.Ordinal)], group.Count()))];
}
