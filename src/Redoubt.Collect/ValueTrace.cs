using System.Text.Json;
using Redoubt.Collect.Rendering;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect;

/// <summary>A place in what Helm rendered.</summary>
/// <param name="Chart">The chart's folder, as <see cref="Evidence.Rendering.Input"/> names it.</param>
/// <param name="Line">The line of the rendered text.</param>
/// <param name="Path">The way to the value in its document.</param>
/// <param name="Wanted">Where the value is a map that lacks something: the ways on which a control looked for it.</param>
public readonly record struct RenderedValue(string Chart, int Line, string Path, IReadOnlyList<string> Wanted);

/// <summary>
/// Says which keys of a chart's values a rendered value came from, or would give a field that is absent: a key that may be the one is changed and
/// the chart rendered again; where the change shows, the key is probable. Each change is tried once, for all questions together.
/// </summary>
public sealed class ValueTrace : IDisposable
{
    private const int MostKeysOfOne = 8;
    private const int MostKeysOfChart = 60;

    private readonly HelmRenderer? _helm;
    private readonly IReadOnlyList<HelmResult> _charts;
    private readonly RenderOptions _options;

    private readonly ChartArchives? _archives;

    internal ValueTrace(HelmRenderer? helm, IReadOnlyList<HelmResult> charts, RenderOptions options, ChartArchives? archives) =>
        (_helm, _charts, _options, _archives) = (helm, charts, options, archives);

    /// <summary>Knows no chart.</summary>
    public static ValueTrace None { get; } = new(null, [], new RenderOptions(), null);

    /// <summary>Clears away what was unpacked; no question is answered any more.</summary>
    public void Dispose() => _archives?.Dispose();

    /// <summary>The keys of each value, in the order of the questions; none where nothing shows.</summary>
    /// <param name="questions">The values.</param>
    public IReadOnlyList<IReadOnlyList<ValueKey>> KeysOf(IReadOnlyList<RenderedValue> questions)
    {
        var keys = new IReadOnlyList<ValueKey>[questions.Count];
        Array.Fill(keys, []);
        var byChart = Enumerable.Range(0, questions.Count).ToLookup(at => questions[at].Chart, StringComparer.Ordinal);
        foreach (var chart in _charts)
        {
            int[] asked = [.. byChart[chart.Chart.Name]];
            if (asked.Length > 0)
            {
                Trace(chart, questions, asked, keys);
            }
        }
        return keys;
    }

    /// <summary>What a chart would render with more values; null if that fails, or where the chart is not known.</summary>
    /// <param name="chart">The chart's folder, as <see cref="Evidence.Rendering.Input"/> names it.</param>
    /// <param name="values">The values, as JSON, which win over all others.</param>
    /// <param name="options">How it is read.</param>
    public ReadResult? With(string chart, string values, ReadOptions options)
    {
        if (_charts.FirstOrDefault(one => one.Chart.Name == chart) is not { } known)
        {
            return null;
        }

        using var work = new WorkFolder();
        var file = work["values.json"];
        File.WriteAllText(file, values);
        return _helm!.Again(known, file, work) is { } output
            ? (known with { MadeUp = MadeUp.Of(output, [], _ => false), Lines = new TemplateLine?[output.Lines.Length] }).Read(options with { Scope = Scope.Whole })
            : null;
    }

    private void Trace(HelmResult chart, IReadOnlyList<RenderedValue> questions, int[] asked, IReadOnlyList<ValueKey>[] keys)
    {
        Document[] documents = [.. DocumentReader.Read("", chart.Output.Text).Documents];
        ChartValue[] values = [.. ChartValue.Of(chart, _options.Values)];
        var tries = new Dictionary<(ValueKey, string), (ChartValue Change, List<Try> Of)>();
        foreach (var at in asked)
        {
            foreach (var (_, change, one) in Candidates(documents, questions[at], at, values).OrderByDescending(candidate => candidate.Rank).Take(MostKeysOfOne))
            {
                if (!tries.TryGetValue((change.Key, change.Changed), out var known))
                {
                    tries.Add((change.Key, change.Changed), known = (change, []));
                }

                known.Of.Add(one);
            }
        }
        var shown = new List<(int Question, ValueKey Key)>();
        Parallel.ForEach(tries.Values.Take(MostKeysOfChart), one =>
        {
            if (Changed(chart, one.Change) is not { } again)
            {
                return;
            }

            foreach (var (question, before, shows) in one.Of)
            {
                if (Array.Find(again, other => IsSame(other, before)) is { Exists: true } other && shows(other))
                {
                    lock (shown)
                    {
                        shown.Add((question, one.Change.Key));
                    }
                }
            }
        });
        foreach (var group in shown.GroupBy(one => one.Question))
        {
            keys[group.Key] = [.. group.Select(one => one.Key).Distinct().OrderBy(key => key.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>The values that may be the one, each with how likely it is, its change, and what would show.</summary>
    private static IEnumerable<(int Rank, ChartValue Change, Try Try)> Candidates(Document[] documents, RenderedValue question, int at, ChartValue[] values)
    {
        var document = Array.FindLast(documents, document => document.Root.Line <= question.Line);
        if (document is null || !NodePath.TryParse(question.Path, out var path) || !path.TryResolve(document.Root, out var before))
        {
            return [];
        }

        return ChartValue.IsScalar(before)
            ? values.Select(value => (value.Rank(before), value, new Try(at, document.Root, root => path.TryResolve(root, out var after) && value.Shows(before, after))))
                .Where(one => one.Item1 > 0)
            : AbsentField.Of(before, document.Root, question.Wanted)
                .SelectMany(field => values.Select(value => (value.Rank(field, out var change), change, new Try(at, document.Root, field.IsIn)))).Where(one => one.Item1 > 0);
    }

    /// <summary>The objects of a rendering with a change; null if it fails. Not decoded: an API server would refuse some of the changes, and they are here to be seen.</summary>
    private Node[]? Changed(HelmResult chart, ChartValue value)
    {
        using var work = new WorkFolder();
        var file = work["values.json"];
        using (var stream = File.Create(file))
        using (var json = new Utf8JsonWriter(stream))
        {
            value.WriteChange(json);
        }

        return _helm!.Again(chart, file, work) is { } output ? [.. ValueReader.Read("", output.Text, new List<FilePlace>()).SelectMany(Objects)] : null;
    }

    private static Node[] Objects(Node root) => root["kind"].AsString()?.EndsWith("List", StringComparison.Ordinal) == true && root["items"].Exists ? [.. root["items"].Items] : [root];

    private static bool IsSame(Node one, Node other) =>
        IsEqual(one["apiVersion"], other["apiVersion"]) && IsEqual(one["kind"], other["kind"])
        && IsEqual(one["metadata"]["name"], other["metadata"]["name"]) && IsEqual(one["metadata"]["namespace"], other["metadata"]["namespace"]);

    private static bool IsEqual(Node one, Node other) => ChartValue.Text(one) == ChartValue.Text(other);

    /// <summary>What shows, if a value is the one.</summary>
    private sealed record Try(int Question, Node Object, Func<Node, bool> Shows);
}
