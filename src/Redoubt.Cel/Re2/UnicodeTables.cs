using System.Globalization;

namespace Redoubt.Cel.Re2;

/// <summary>The sets behind <c>\p{…}</c>, read from the embedded tables at first use.</summary>
internal static class UnicodeTables
{
    private static readonly Lazy<Dictionary<string, RuneSet>> Categories = new(ReadCategories);
    private static readonly Lazy<Dictionary<string, RuneSet>> Scripts = new(() => ReadSets("scripts"));

    /// <summary>The category, group of categories, or script of this name; null if there is none.</summary>
    internal static RuneSet? Find(ReadOnlySpan<char> name)
    {
        var plain = UnicodeNames.Short(name);
        return Categories.Value.TryGetValue(plain, out var category) ? category : Scripts.Value.GetValueOrDefault(plain);
    }

    private static Dictionary<string, RuneSet> ReadCategories()
    {
        var sets = ReadSets("categories");
        var assigned = Union(sets.Values);
        sets.Add("cn", assigned.Negate());
        foreach (var group in sets.GroupBy(set => set.Key[0]).ToArray())
        {
            sets.Add(group.Key.ToString(), Union(group.Select(set => set.Value)));
        }

        sets.Add("lc", Union([sets["lu"], sets["ll"], sets["lt"]]));
        sets.Add("any", RuneSet.All);
        sets.Add("assigned", assigned);
        var ascii = new RuneSet.Builder();
        ascii.Add(0, 0x7F);
        sets.Add("ascii", ascii.Build());
        return sets;
    }

    private static RuneSet Union(IEnumerable<RuneSet> sets)
    {
        var all = new RuneSet.Builder();
        foreach (var set in sets)
        {
            all.Add(set);
        }

        return all.Build();
    }

    private static Dictionary<string, RuneSet> ReadSets(string table)
    {
        var sets = new Dictionary<string, RuneSet>(StringComparer.Ordinal);
        foreach (var line in Lines(table))
        {
            var set = new RuneSet.Builder();
            var words = line.Split(' ');
            foreach (var word in words.AsSpan(1))
            {
                var (low, high) = ReadRange(word);
                set.Add(low, high);
            }
            sets.Add(UnicodeNames.Plain(words[0]), set.Build());
        }
        return sets;
    }

    internal static (int Low, int High) ReadRange(string word)
    {
        var dash = word.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (Hex(word), Hex(word)) : (Hex(word.AsSpan(0, dash)), Hex(word.AsSpan(dash + 1)));
    }

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The lines of an embedded table, without its comments.</summary>
    internal static IEnumerable<string> Lines(string table)
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream("re2." + table)
            ?? throw new InvalidOperationException("the table re2." + table + " is not embedded");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
