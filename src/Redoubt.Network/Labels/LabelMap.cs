using System.Text;
using Redoubt.Evidence;

namespace Redoubt.Network.Labels;

/// <summary>Labels by key. Few, as a rule: they are looked through.</summary>
internal sealed class LabelMap
{
    private readonly (string Key, string Value)[] _labels;

    private LabelMap((string Key, string Value)[] labels, bool isWhole)
    {
        _labels = labels;
        IsWhole = isWhole;
        Text = TextOf(labels);
    }

    /// <summary>Labels of which nothing is known.</summary>
    public static LabelMap Unknown { get; } = new([], isWhole: false);

    /// <summary>In the place of a namespace's labels: those of things that live outside of every namespace.</summary>
    public static LabelMap OfCluster { get; } = new([], isWhole: true);

    /// <summary>Whether these are all, so that one that is not here is not there.</summary>
    public bool IsWhole { get; }

    /// <summary>What tells two maps apart.</summary>
    public string Text { get; }

    public IReadOnlyList<(string Key, string Value)> All => _labels;

    /// <summary>The labels of an object; values that are no strings are none.</summary>
    /// <param name="node">The object's labels.</param>
    /// <param name="own">A label that the server sets, whatever the object says; null for none.</param>
    /// <param name="isWhole">Whether these are all.</param>
    public static LabelMap Of(Node node, (string Key, string Value)? own = null, bool isWhole = true)
    {
        var labels = new List<(string Key, string Value)>(node.Count + 1);
        foreach (var field in node.Fields)
        {
            if (field.AsString() is { } value && !field.Key.SequenceEqual(own?.Key))
            {
                labels.Add((field.Key.ToString(), value));
            }
        }

        if (own is { } label)
        {
            labels.Add(label);
        }

        return new LabelMap([.. labels.OrderBy(one => one.Key, StringComparer.Ordinal)], isWhole);
    }

    /// <summary>The value of a label; null if it is not here.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var (found, value) in _labels)
            {
                if (found == key)
                {
                    return value;
                }
            }

            return null;
        }
    }

    private static string TextOf((string Key, string Value)[] labels)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in labels)
        {
            text.Append(key).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }
}
