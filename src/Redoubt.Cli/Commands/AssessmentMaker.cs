using System.Diagnostics;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence.Read;

namespace Redoubt.Cli.Commands;

/// <summary>Puts what was collected and what was judged into one assessment.</summary>
internal static class AssessmentMaker
{
    public static Assessment Make(
        ScanSettings settings, TargetVersion target, IReadOnlyList<Control> controls, Collected collected, Judgement judgement, Stopwatch clock) => new()
        {
            Title = Title(settings.Paths),
            Kubernetes = target,
            Controls = controls,
            Findings = WithValues(judgement.Findings, collected),
            Unknowns = judgement.Unknowns,
            Matrix = judgement.Matrix,
            Counts = judgement.Counts,
            Errors = [.. Unread(settings.Paths, collected), .. judgement.Errors],
            Inputs = Inputs(collected),
            Passed = judgement.Passed,
            Elapsed = clock.Elapsed,
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
        collected.Files.Count(file => file.Renderer.Length == 0 && file.Read.Documents.Count > 0),
        collected.Documents.Count(),
        Groups(collected.PassedOver),
        Groups(collected.NotRendered))
    {
        Rendered = [.. collected.Files.Where(file => file.Renderer.Length > 0).Select(file => new RenderedInput(file.Renderer, file.File, file.Read.Documents.Count))],
        Dropped = [.. collected.Dropped.Select(place => new AssessmentError(place.File, place.Line, place.Column, place.Reason))],
    };

    /// <summary>The findings in charts with the keys of values that they probably come from.</summary>
    private static IReadOnlyList<Finding> WithValues(IReadOnlyList<Finding> findings, Collected collected)
    {
        RenderedValue[] questions = [.. findings.Where(finding => finding.Location.Rendered is { Renderer: "helm" }).Select(Question).Distinct()];
        if (questions.Length == 0)
        {
            return findings;
        }

        var keys = collected.Values.KeysOf(questions).Zip(questions).ToDictionary(pair => pair.Second, pair => pair.First);
        return [.. findings.Select(finding => finding.Location.Rendered is { Renderer: "helm" } rendered
            ? finding with { Location = finding.Location with { Rendered = rendered with { Values = keys[Question(finding)] } } }
            : finding)];
    }

    private static RenderedValue Question(Finding finding) =>
        new(finding.Location.Rendered!.Inputs[0], finding.Location.Rendered.Line, finding.Location.Path);

    private static List<InputGroup> Groups(IEnumerable<FilePlace> places) =>
        [.. places.GroupBy(place => place.Reason, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new InputGroup(group.Key, [.. group.Select(place => place.File).Distinct(StringComparer.Ordinal)], group.Count()))];
}
