using System.Globalization;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Pages;

/// <summary>What an example of a control showed that it should not.</summary>
/// <param name="Example">The number of the example, from 1.</param>
/// <param name="Line">The line of the control's file, from 1; 0 for the example as a whole.</param>
/// <param name="Message">What is wrong.</param>
public readonly record struct ExampleProblem(int Example, int Line, string Message);

/// <summary>Runs a control's examples: the verdict and each line marked <c># found</c> must come true.</summary>
public static class ExampleTest
{
    private const string Mark = "# found";

    /// <summary>Everything that does not come true; empty when all examples hold.</summary>
    /// <param name="catalog">The catalogue, for its derived facts.</param>
    /// <param name="control">The control.</param>
    public static IReadOnlyList<ExampleProblem> Run(ControlCatalog catalog, Control control)
    {
        var problems = new List<ExampleProblem>();
        var examples = control.Text.Examples;
        for (var i = 0; i < examples.Count; i++)
        {
            problems.AddRange(Run(catalog, control, examples[i]).Select(problem => problem with { Example = i + 1 }));
        }

        return problems;
    }

    /// <summary>The judgement of one example's manifests.</summary>
    /// <param name="catalog">The catalogue, for its derived facts.</param>
    /// <param name="control">The control.</param>
    /// <param name="example">The example.</param>
    /// <param name="manifests">The manifests to judge in the place of the example's own.</param>
    public static Judgement Judge(ControlCatalog catalog, Control control, ControlExample example, string? manifests = null)
    {
        var minor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor;
        var options = new JudgeOptions
        {
            KubernetesMinor = minor,
            Today = DateOnly.TryParseExact(example.At, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default,
            Parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [control.Id] = example.Parameters },
            Threads = 1,
            KeepPassed = true,
        };
        return new PlatformJudge(catalog, [control], options).Judge(Platform(example, manifests ?? example.Manifests, []));
    }

    /// <summary>The verdict of a judgement by one control: fail before unknown before pass.</summary>
    /// <param name="judgement">The judgement.</param>
    public static Verdict VerdictOf(Judgement judgement) =>
        judgement.Counts.Fails > 0 ? Verdict.Fail
        : judgement.Counts.Unknowns > 0 ? Verdict.Unknown
        : judgement.Counts.Passes > 0 ? Verdict.Pass
        : Verdict.NotApplicable;

    private static List<ExampleProblem> Run(ControlCatalog catalog, Control control, ControlExample example)
    {
        var problems = new List<ExampleProblem>();
        var unreadable = new List<FilePlace>();
        _ = Platform(example, example.Manifests, unreadable);
        problems.AddRange(unreadable.Select(place => new ExampleProblem(0, LineInFile(example, place.Line), place.Reason)));

        var judgement = Judge(catalog, control, example);
        problems.AddRange(judgement.Errors.Select(error => new ExampleProblem(0, example.Line, error.Reason)));
        var verdict = VerdictOf(judgement);
        if (verdict != example.Verdict)
        {
            problems.Add(new ExampleProblem(0, example.Line, $"the verdict is {verdict.Name()}, not {example.Verdict.Name()}"));
        }

        var found = judgement.Findings.Select(finding => finding.Location.Line).ToHashSet();
        var marked = MarkedLines(example.Manifests);
        problems.AddRange(marked.Except(found).Order().Select(line => new ExampleProblem(0, LineInFile(example, line), "marked `# found`, and nothing is found here")));
        problems.AddRange(judgement.Findings.Where(finding => !marked.Contains(finding.Location.Line))
            .Select(finding => new ExampleProblem(0, LineInFile(example, finding.Location.Line), $"found and not marked: {finding.Message}")));
        return problems;
    }

    private static int LineInFile(ControlExample example, int line) => example.Line == 0 ? line : example.Line + line - 1;

    private static HashSet<int> MarkedLines(string manifests) =>
        [.. manifests.Split('\n').Select((line, index) => (line, number: index + 1))
            .Where(one => one.line.TrimEnd().EndsWith(Mark, StringComparison.Ordinal)).Select(one => one.number)];

    private static Platform Platform(ControlExample example, string manifests, List<FilePlace> problems)
    {
        var scope = example.Whole ? Scope.Whole : Scope.Part;
        var read = DocumentReader.Read("example.yaml", manifests, new ReadOptions { Scope = scope });
        problems.AddRange(read.Problems.Select(entry => new FilePlace(entry.File, entry.Line, entry.Column, entry.Reason)));
        return new PlatformBuilder { Scope = scope }.AddRange(read.Documents).Build();
    }
}
