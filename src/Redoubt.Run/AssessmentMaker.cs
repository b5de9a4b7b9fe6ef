using System.Diagnostics;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence;

namespace Redoubt.Run;

/// <summary>Puts what was collected and what was judged into one assessment.</summary>
internal static class AssessmentMaker
{
    public static Assessment Make(
        Scan scan, ScanRequest request, OwnCatalog own, TargetVersion target, JudgingDay day, Collected collected, Judgement judgement, DepthSummary? depth, Stopwatch clock)
    {
        var findings = WithValues(judgement.Findings, collected);
        return new Assessment
        {
            Title = Title(request.Paths),
            Kubernetes = target,
            // By the clock alone a report would differ each day though nothing in it does.
            Day = day.Source == JudgingDays.Clock ? null : day,
            Controls = scan.Controls,
            Findings = findings,
            Unknowns = judgement.Unknowns,
            Matrix = judgement.Matrix,
            Counts = judgement.Counts,
            Errors = [.. collected.Problems.Select(entry => new AssessmentError(entry.File, entry.Line, entry.Column, entry.Reason)), .. judgement.Errors.Select(own.Placed)],
            Inputs = Inputs(collected, request.KeepsAll),
            Passed = judgement.Passed,
            Depth = depth,
            Frameworks = [.. scan.Frameworks.Select(framework => FrameworkResult.Of(framework, scan.Controls, judgement.ByControl, findings, judgement.Unknowns))],
            Elapsed = clock.Elapsed,
        };
    }

    private static string Title(IReadOnlyList<string> paths) => paths switch
    {
        ["-"] => "standard input",
        [""] => "nothing",
        [var path] when Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { Length: > 0 } name => name,
        [var path] => path,
        _ => $"{paths.Count} inputs",
    };

    private static AssessmentInputs Inputs(Collected collected, bool all) => new(
        collected.Files.Count(file => file.Renderer.Length == 0 && file.Read.Documents.Count > 0), collected.Documents.Count())
    {
        Rendered = [.. collected.Files.Where(file => file.Renderer.Length > 0).Select(file => new RenderedInput(file.Renderer, file.File, file.Read.Documents.Count))],
        Ledger = collected.Ledger,
        Objects = all ? [.. collected.Documents.Select(Object)] : [],
    };

    private static JudgedObject Object(Document document)
    {
        var metadata = document.Root["metadata"];
        var name = new SubjectName(document.ApiVersion, document.Kind, document.Namespace, document.IsNameGenerated && metadata["name"].HasValue ? document.Name : metadata["name"].AsString() ?? "");
        var place = document.Origin.Rendering?.PlaceOf(document, document.Root);
        return new JudgedObject(name, metadata["generateName"].AsString() ?? "", place?.File ?? document.Origin.File, place?.Line ?? document.Root.Line);
    }

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

    /// <summary>The keys of values that findings in charts probably come from, by the findings' identity.</summary>
    public static IReadOnlyDictionary<UInt128, IReadOnlyList<ValueKey>> KeysOf(IReadOnlyList<Finding> findings, Collected collected) =>
        WithValues(findings, collected).Where(finding => finding.Location.Rendered is not null).DistinctBy(finding => finding.Identity).ToDictionary(finding => finding.Identity, finding => finding.Location.Rendered!.Values);

    private static RenderedValue Question(Finding finding) =>
        new(finding.Location.Rendered!.Inputs[0], finding.Location.Rendered.Line, finding.Location.Path, finding.Control.Rule.At);
}
