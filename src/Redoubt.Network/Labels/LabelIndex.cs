using System.Runtime.InteropServices;

namespace Redoubt.Network.Labels;

/// <summary>Label maps by what is in them, so that a selector asks those that may fit and not all. Numbers are places in the list it was made of.</summary>
internal sealed class LabelIndex
{
    private readonly IReadOnlyList<LabelMap> _maps;
    private readonly Dictionary<(string Key, string Value), List<int>> _byValue = [];
    private readonly Dictionary<string, List<int>> _byKey = new(StringComparer.Ordinal);
    private readonly List<int> _partial = [];

    public LabelIndex(IReadOnlyList<LabelMap> maps)
    {
        _maps = maps;
        for (var number = 0; number < maps.Count; number++)
        {
            if (!maps[number].IsWhole)
            {
                _partial.Add(number);
                continue;
            }

            foreach (var label in maps[number].All)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_byValue, label, out _) ??= []).Add(number);
                (CollectionsMarshal.GetValueRefOrAddDefault(_byKey, label.Key, out _) ??= []).Add(number);
            }
        }
    }

    /// <summary>The numbers from one to before another of which a selector says yes or maybe, in order; maps that are not whole come last.</summary>
    public IEnumerable<(int Number, Match Match)> Selected(Selector selector, int from, int to)
    {
        if (Candidates(selector, to - from) is not { } candidates)
        {
            for (var number = from; number < to; number++)
            {
                if (selector.On(_maps[number]) is not Match.No and var match)
                {
                    yield return (number, match);
                }
            }

            yield break;
        }

        foreach (var list in candidates.Append(_partial))
        {
            var start = list.BinarySearch(from);
            for (var i = start >= 0 ? start : ~start; i < list.Count && list[i] < to; i++)
            {
                if (selector.On(_maps[list[i]]) is not Match.No and var match)
                {
                    yield return (list[i], match);
                }
            }
        }
    }

    // The lists that hold all that may fit: those of the requirement with the fewest; null if the selector narrows nothing.
    private List<List<int>>? Candidates(Selector selector, int most)
    {
        List<List<int>>? fewest = null;
        foreach (var requirement in selector.Requirements.Where(requirement => !requirement.IsNot))
        {
            var lists = new List<List<int>>();
            var count = 0;
            foreach (var list in requirement.Values is null || requirement.Test != LabelTest.Is
                ? [_byKey.GetValueOrDefault(requirement.Key)]
                : requirement.Values.Select(value => _byValue.GetValueOrDefault((requirement.Key, value))))
            {
                if (list is not null)
                {
                    lists.Add(list);
                    count += list.Count;
                }
            }

            if (fewest is null || count < most)
            {
                (fewest, most) = (lists, count);
            }
        }

        return fewest;
    }
}
