using System.Globalization;

namespace Redoubt.Cel.Re2;

/// <summary>The sets behind <c>\p{…}</c>, read from the embedded tables at first use.</summary>
internal static class UnicodeTables
{
    private static readonly Lazy<Dictionary<string, RuneSet>> Categories = new(ReadCategories);
    private static readonly Lazy<Dictionary<string, RuneSet>> Scripts = new(() => ReadSets("scripts"));

    /// <summary>The category, one-letter group of categories, or script of this name; null if there is none.</summary>
    internal static RuneSet? Find(ReadOnlySpan<char> name)
    {
        if (name is "Any")
        {
            return RuneSet.All;
        }

        if (Categories.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var category))
        {
            return category;
        }

        return Scripts.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var script) ? script : null;
    }

    private static Dictionary<string, RuneSet> ReadCategories()
    {
        var sets = ReadSets("categories");
        foreach (var group in sets.GroupBy(set => set.Key[0]).ToArray())
        {
            var all = new RuneSet.Builder();
            foreach (var (_, set) in group)
            {
                all.Add(set);
            }

            sets.Add(group.Key.ToString(), all.Build());
        }
        return sets;
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
            sets.Add(words[0], set.Build());
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
