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
public readonly record struct RenderedValue(string Chart, int Line, string Path);

/// <summary>
/// Says which keys of a chart's values a rendered value came from: a key that may be the one is changed and the chart rendered again;
/// where the change shows in the value, the key is probable. Each key is tried once, for all questions together.
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

    private void Trace(HelmResult chart, IReadOnlyList<RenderedValue> questions, int[] asked, IReadOnlyList<ValueKey>[] keys)
    {
        Document[] documents = [.. DocumentReader.Read("", chart.Output.Text).Documents];
        ChartValue[] values = [.. ChartValue.Of(chart, _options.Values)];
        var tries = new Dictionary<ChartValue, List<Try>>();
        foreach (var at in asked)
        {
            if (Find(documents, questions[at], out var path) is not { } found)
            {
                continue;
            }

            foreach (var value in values.Where(value => value.Rank(found.Value) > 0).OrderByDescending(value => value.Rank(found.Value)).Take(MostKeysOfOne))
            {
                if (!tries.TryGetValue(value, out var list))
                {
                    tries.Add(value, list = []);
                }

                list.Add(new Try(at, found.Document.Key, found.Value, path));
            }
        }
        var shown = new List<(int Question, ValueKey Key)>();
        Parallel.ForEach(tries.Take(MostKeysOfChart), one =>
        {
            if (Changed(chart, one.Key) is not { } again)
            {
                return;
            }

            foreach ((var question, var key, var before, var path) in one.Value)
            {
                if (Array.Find(again, other => other.Key == key) is { } other && path.TryResolve(other.Root, out var value) && one.Key.Shows(before, value))
                {
                    lock (shown)
                    {
                        shown.Add((question, one.Key.Key));
                    }
                }
            }
        });
        foreach (var group in shown.GroupBy(one => one.Question))
        {
            keys[group.Key] = [.. group.Select(one => one.Key).OrderBy(key => key.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>The scalar that is asked for; null if the place is none.</summary>
    private static (Document Document, Node Value)? Find(Document[] documents, RenderedValue question, out NodePath path)
    {
        Document? document = Array.FindLast(documents, document => document.Root.Line <= question.Line);
        return NodePath.TryParse(question.Path, out path) && document is not null && path.TryResolve(document.Root, out var value)
            && ChartValue.IsScalar(value)
            ? (document, value)
            : null;
    }

    private Document[]? Changed(HelmResult chart, ChartValue value)
    {
        using var work = new WorkFolder();
        var file = work["values.json"];
        using (var stream = File.Create(file))
        using (var json = new Utf8JsonWriter(stream))
        {
            value.WriteChange(json);
        }

        return _helm!.Again(chart, file, work) is { } output ? [.. DocumentReader.Read("", output.Text).Documents] : null;
    }

    private sealed record Try(int Question, ObjectKey Key, Node Before, NodePath Path);
}
