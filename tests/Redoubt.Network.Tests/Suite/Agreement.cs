using System.Globalization;

namespace Redoubt.Network.Tests.Suite;

/// <summary>How much of a suite agrees: a line for each case, and one over all of a kind of row at the end of the run.</summary>
internal static class Agreement
{
    private static readonly Dictionary<string, (int Right, int All)> Sums = new(StringComparer.Ordinal);

    static Agreement() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var (kind, (right, all)) in Sums.OrderBy(sum => sum.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(Text(kind, right, all));
        }
    };

    public static void Say(string kind, int right, int all)
    {
        TestContext.Current.TestOutputHelper!.WriteLine(Text(kind, right, all));
        lock (Sums)
        {
            var (rightBefore, allBefore) = Sums.GetValueOrDefault(kind);
            Sums[kind] = (rightBefore + right, allBefore + all);
        }
    }

    private static string Text(string kind, int right, int all) => string.Create(CultureInfo.InvariantCulture, $"{kind}: {right} of {all} agree");
}
