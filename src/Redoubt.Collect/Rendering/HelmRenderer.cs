using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Secrets;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering;

/// <summary>Lets the user's Helm render a chart. Hooks are judged too, since installing runs them; tests are not, since only <c>helm test</c> does.</summary>
internal sealed class HelmRenderer(RenderOptions options, ToolRun run, string kubeVersion, ChartArchives archives)
{
    private const int LongestRelease = 53;
    private const string SkipSchema = "--skip-schema-validation";

    /// <summary>Renders a chart; null with a problem if that fails.</summary>
    public HelmResult? Render(Chart chart, out LedgerEntry? problem)
    {
        var folder = new ChartFolder(chart, archives);
        problem = folder.Objection is { } objection ? new LedgerEntry(LedgerCode.Unreadable, chart.NameOf("Chart.yaml"), 0, 0, objection) : null;
        if (problem is not null)
        {
            return null;
        }

        using var work = new WorkFolder();
        var paths = new ChartPaths(chart, folder);
        var facts = chart.Facts();
        string[] arguments = [.. Arguments(folder, NamespaceOf(facts))];
        var result = run.Run(options.Helm!, [ReleaseOf(facts), chart.Folder, .. arguments], work);
        if (result.Failure is { } failure)
        {
            problem = HelmError.Read(failure, chart, paths, Mask(folder));
            return null;
        }
        var output = HelmOutput.Of(result.Output);
        // Again as it was: what differs then is in no file.
        var templates = folder.Templates();
        var others = new List<HelmOutput>();
        for (var rendering = 1; rendering < MadeUp.Renderings(templates.Values); rendering++)
        {
            if (run.Run(options.Helm!, [ReleaseOf(facts), chart.Folder, .. arguments], work) is { Failure: null } again)
            {
                others.Add(HelmOutput.Of(again.Output));
            }
        }

        var madeUp = MadeUp.Of(output, others, source => templates.TryGetValue(paths.RelativeOf(source, out _), out var text) && MadeUp.ChoosesByChance(text));
        return new HelmResult(chart, folder, paths, madeUp, Lines(facts, folder, arguments, madeUp, work), [ReleaseOf(facts), chart.Folder, .. arguments], NamespaceOf(facts), options.Namespace.Length > 0 ? NamespaceWord.User : NamespaceWord.Renderer);
    }

    /// <summary>Renders the chart once more with other values, which its schema need not allow; null if that fails.</summary>
    public HelmOutput? Again(HelmResult result, string valuesFile, WorkFolder work)
    {
        string[] arguments = [.. result.Arguments, "--values", valuesFile];
        // Before 3.16 Helm has no such flag.
        var again = run.Run(options.Helm!, [.. arguments, SkipSchema], work) is { Failure: null } free ? free : run.Run(options.Helm!, arguments, work);
        return again.Failure is null ? HelmOutput.Of(again.Output).Without(result.MadeUp.Templates) : null;
    }

    private TemplateLine?[] Lines(ChartFacts facts, ChartFolder folder, string[] arguments, MadeUp madeUp, WorkFolder work)
    {
        var copy = work["chart"];
        return MarkedChart.Copy(folder, copy) is { } marked && run.Run(options.Helm!, [ReleaseOf(facts), copy, .. arguments], work) is { Failure: null } shown
            ? marked.Lines(madeUp.Known, HelmOutput.Of(shown.Output).Without(madeUp.Templates))
            : new TemplateLine?[madeUp.Known.Lines.Length];
    }

    private IEnumerable<string> Arguments(ChartFolder folder, string ns)
    {
        yield return "--include-crds";
        if (kubeVersion.Length > 0)
        {
            yield return $"--kube-version={kubeVersion}";
        }

        yield return $"--namespace={ns}";
        if (folder.HasRemoteSchema())
        {
            yield return SkipSchema;
        }

        foreach (var version in ServedApis.Of(kubeVersion).Concat(options.ApiVersions))
        {
            yield return $"--api-versions={version}";
        }

        foreach (var file in options.Values)
        {
            yield return $"--values={Path.GetFullPath(file)}";
        }

        foreach (var assignment in options.Set)
        {
            yield return $"--set={assignment}";
        }
    }

    /// <summary>The release has the chart's name, as most people call it, so that names do not change with the folder.</summary>
    private string ReleaseOf(ChartFacts facts) => options.ReleaseName.Length > 0 ? options.ReleaseName : IsName(facts.Name) ? facts.Name : "release-name";

    /// <summary>
    /// Where a chart is installed its files do not say. <c>default</c>, which Helm takes, would be a finding that nobody caused, and
    /// charts that have nothing to do with each other would share a namespace.
    /// </summary>
    private string NamespaceOf(ChartFacts facts) => options.Namespace.Length > 0 ? options.Namespace : ReleaseOf(facts);

    private static bool IsName(string name) => name.Length is > 0 and <= LongestRelease
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') && name[0] != '-' && name[^1] != '-';

    private SecretMask Mask(ChartFolder folder)
    {
        var mask = new SecretMask();
        foreach (var root in folder.ValuesFiles().Select(file => file.FullPath).Concat(options.Values).Select(Values.Read))
        {
            mask.Add(root);
        }

        foreach (var assignment in options.Set)
        {
            mask.AddAssignment(assignment);
        }

        return mask;
    }
}

/// <summary>A rendered chart, with all that is needed to render it again.</summary>
internal sealed record HelmResult(Chart Chart, ChartFolder Folder, ChartPaths Paths, MadeUp MadeUp, TemplateLine?[] Lines, string[] Arguments, string Namespace, NamespaceWord NamespaceWord)
{
    /// <summary>What is read of the rendering.</summary>
    public HelmOutput Output => MadeUp.Known;

    /// <summary>The documents; what is said of the rendered text is told at the templates' places.</summary>
    public ReadResult Read(ReadOptions options)
    {
        var rendering = new HelmRendering(Chart, Paths, Lines, MadeUp);
        var read = DocumentReader.Read(Chart.Name, Output.Text, options with { Rendering = rendering, Namespace = Namespace, NamespaceWord = NamespaceWord });
        LedgerEntry At(LedgerEntry entry)
        {
            var source = rendering.PlaceOf(new Position(entry.Line, entry.Column, entry.Column), default);
            return entry with { File = source.File, Line = source.Line, Column = source.Column };
        }
        var byTest = read.Documents.ToLookup(IsTest);
        var tests = byTest[true].Select(test => new LedgerEntry(LedgerCode.NotInstalled, "", test.Root.Line, 0, "a test of a chart, which only `helm test` runs"));
        var chance = MadeUp.Templates.Select(template => new LedgerEntry(
            LedgerCode.MadeUp, Paths.NameOf(template), 0, 0, "what this template makes is other at every rendering: nothing can be said of it"));
        return new ReadResult([.. byTest[false]], [.. read.Ledger.Concat(tests).Select(At), .. chance]);
    }

    private static bool IsTest(Document document) =>
        document.Root["metadata"]["annotations"]["helm.sh/hook"].AsString() is { } hooks
        && hooks.Split(',').All(hook => hook.Trim() is "test" or "test-success" or "test-failure");
}
