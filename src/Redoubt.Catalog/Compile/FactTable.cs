namespace Redoubt.Catalog.Compile;

/// <summary>The derived facts by name, for the places that they point to.</summary>
internal sealed class FactTable
{
    private readonly Lazy<Dictionary<string, (string Receiver, Fact Fact)>> _byName;

    public FactTable(IReadOnlyList<Fact> facts) => _byName = new(() => ByName(facts));

    /// <summary>An entry of <c>at:</c> as paths: the fact's own places, the receiver put in, or the entry itself.</summary>
    public IEnumerable<string> Places(string entry)
    {
        if (!TrySplit(entry, out var receiver, out var name) || !_byName.Value.TryGetValue(name, out var found))
        {
            return [entry];
        }

        return found.Fact.At.Select(place => place == found.Receiver || place.StartsWith(found.Receiver + ".", StringComparison.Ordinal)
            ? string.Concat(receiver, place.AsSpan(found.Receiver.Length))
            : place);
    }

    private static Dictionary<string, (string Receiver, Fact Fact)> ByName(IReadOnlyList<Fact> facts)
    {
        var byName = new Dictionary<string, (string Receiver, Fact Fact)>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            if (TrySplit(fact.Define, out var receiver, out var name))
            {
                byName[name] = (receiver, fact);
            }
        }

        return byName;
    }

    // `container.runAsNonRoot()` is the receiver `container` and the name `runAsNonRoot`.
    private static bool TrySplit(string call, out string receiver, out string name)
    {
        var open = call.IndexOf('(', StringComparison.Ordinal);
        var dot = open < 0 ? -1 : call.LastIndexOf('.', open);
        (receiver, name) = dot <= 0 ? ("", "") : (call[..dot], call[(dot + 1)..open]);
        return dot > 0 && call.EndsWith(')');
    }
}
