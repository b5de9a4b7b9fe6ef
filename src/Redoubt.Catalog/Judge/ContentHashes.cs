using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// Hashes of what values say, whatever the order of fields. A list's or map's hash is made of its elements', and each is made once in a
/// run: however often and however deep places are named by what they hold, it costs what the documents are long. Safe for many threads.
/// </summary>
internal sealed class ContentHashes
{
    private readonly ConcurrentDictionary<(Tape Tape, int Row), UInt128> _known = new();
    private long _made;

    /// <summary>How many hashes were made.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>The hash of a value.</summary>
    public UInt128 Of(Node node)
    {
        if (_known.TryGetValue((node.Tape, node.Row), out var known))
        {
            return known;
        }

        // From the last row back, so that every part is known before its whole: no depth troubles it.
        for (var row = node.EndRow - 1; row >= node.Row; row--)
        {
            if (!_known.ContainsKey((node.Tape, row)))
            {
                _known[(node.Tape, row)] = Make(node.Tape.NodeAt(row));
            }
        }

        return _known[(node.Tape, node.Row)];
    }

    private UInt128 Make(Node node)
    {
        Interlocked.Increment(ref _made);
        switch (node.Kind)
        {
            case NodeKind.List:
                var items = new StringBuilder("[");
                foreach (var item in node.Items)
                {
                    items.Append(CultureInfo.InvariantCulture, $"{_known[(item.Tape, item.Row)]:x32}");
                }

                return Fingerprint.Of(items.ToString());
            case NodeKind.Map:
                var fields = new List<string>(node.Count);
                foreach (var field in node.Fields)
                {
                    // With its length, so that no key can hold what looks like other fields.
                    fields.Add(string.Create(CultureInfo.InvariantCulture, $"{field.Key.Length}:{field.Key}{_known[(field.Tape, field.Row)]:x32}"));
                }

                fields.Sort(StringComparer.Ordinal);
                return Fingerprint.Of("{" + string.Concat(fields));
            default:
                return Fingerprint.Of(NodeJson.Text(node));
        }
    }
}
