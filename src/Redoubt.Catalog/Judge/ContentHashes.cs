using System.Collections.Concurrent;
using System.Security.Cryptography;
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
    private readonly ConcurrentDictionary<(Tape Tape, int Row), string> _known = new();
    private long _made;

    /// <summary>How many hashes were made.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>The hash of a value.</summary>
    public string Of(Node node)
    {
        if (_known.TryGetValue((node.Tape, node.Row), out var known))
        {
            return known;
        }

        // From the last row back, so that every part is known before its whole: no depth troubles it.
        for (var row = node.EndRow - 1; row >= node.Row; row--)
        {
            var part = node.Tape.NodeAt(row);
            if (!_known.ContainsKey((node.Tape, row)))
            {
                _known[(node.Tape, row)] = Make(part);
            }
        }

        return _known[(node.Tape, node.Row)];
    }

    /// <summary>The hash of a text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private string Make(Node node)
    {
        Interlocked.Increment(ref _made);
        switch (node.Kind)
        {
            case NodeKind.List:
                var items = new StringBuilder("[");
                foreach (var item in node.Items)
                {
                    items.Append(_known[(item.Tape, item.Row)]);
                }

                return Of(items.ToString());
            case NodeKind.Map:
                var fields = new List<string>(node.Count);
                foreach (var field in node.Fields)
                {
                    // With its length, so that no key can hold what looks like other fields.
                    fields.Add($"{field.Key.Length}:{field.Key}{_known[(field.Tape, field.Row)]}");
                }

                fields.Sort(StringComparer.Ordinal);
                return Of("{" + string.Concat(fields));
            default:
                return Of(NodeJson.Text(node));
        }
    }
}
