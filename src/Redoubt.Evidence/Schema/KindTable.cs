using System.Text;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// Puts the kinds together: what they are from the blocks of kinds, when they were served from the blocks of versions. An old version that has no line of its own is of its replacement's shape.
/// </summary>
internal sealed class KindTable(IReadOnlyList<SchemaText> texts, FieldIndex index)
{
    private readonly Dictionary<(string ApiVersion, string Kind), (string? Plural, bool Namespaced, string? Type)> _shapes = [];
    private readonly Dictionary<string, List<KindInfo>> _byName = new(StringComparer.Ordinal);

    public Dictionary<string, KindInfo[]> ByName()
    {
        foreach (var text in texts)
        {
            ReadShapes(text);
        }

        foreach (var text in texts)
        {
            foreach (var line in text.Block("versions"))
            {
                ReadVersions(line);
            }
        }

        var sorted = new Dictionary<string, KindInfo[]>(_byName.Count, StringComparer.Ordinal);
        foreach (var (name, kinds) in _byName)
        {
            kinds.Sort(ApiVersionOrder.NewestFirst);
            sorted.Add(name, [.. kinds]);
        }
        return sorted;
    }

    private void ReadShapes(SchemaText text)
    {
        foreach (var line in text.Block("kinds"))
        {
            var words = new Words(line);
            var apiVersion = words.NextText()!;
            var kind = words.NextText()!;
            var plural = words.NextText() ?? Plural(kind);
            _shapes[(apiVersion, kind)] = (plural, words.Next().SequenceEqual("namespaced"u8), words.NextText());
        }
    }

    private string? Plural(string kind)
    {
        foreach (var text in texts)
        {
            foreach (var line in text.Block("plurals"))
            {
                var words = new Words(line);
                if (Ascii.Equals(words.Next(), kind))
                {
                    return words.NextText();
                }
            }
        }

        return null;
    }

    private void ReadVersions(ReadOnlySpan<byte> line)
    {
        var words = new Words(line);
        var apiVersion = words.NextText()!;
        var served = new Served(words.NextNumber() ?? 0, words.NextNumber(), words.NextNumber(), words.NextText());
        while (words.NextText() is { } kind)
        {
            var shape = _shapes.TryGetValue((apiVersion, kind), out var own) ? own : _shapes[(served.Replacement ?? "", kind)];
            var type = shape.Type is { } name ? FieldType.ObjectOf(() => index.Type(name)) : null;
            var info = new KindInfo(apiVersion, kind, shape.Plural, shape.Namespaced, type, served);
            if (!_byName.TryGetValue(kind, out var kinds))
            {
                _byName.Add(kind, kinds = []);
            }

            kinds.Add(info);
        }
    }
}
