namespace Redoubt.Evidence.Schema;

/// <summary>Orders kinds of one name: what is served longest first, then by group with the core first, then the stablest and newest version.</summary>
internal sealed class ApiVersionOrder : IComparer<KindInfo>
{
    public static readonly ApiVersionOrder NewestFirst = new();

    public int Compare(KindInfo? x, KindInfo? y)
    {
        var removed = (y!.Served.Removed ?? int.MaxValue).CompareTo(x!.Served.Removed ?? int.MaxValue);
        if (removed != 0)
        {
            return removed;
        }

        var group = string.CompareOrdinal(x.Group, y.Group);
        return group != 0 ? group : Rank(y.Version).CompareTo(Rank(x.Version));
    }

    // `v2` > `v1` > `v2beta2` > `v1beta1` > `v1alpha1`: stability, then major, then the number behind it.
    private static (int Stability, int Major, int Number) Rank(string version)
    {
        var at = 1;
        var major = Number(version, ref at);
        var stability = version.AsSpan(at) switch
        {
            [] => 2,
            ['b', ..] => 1,
            _ => 0,
        };
        while (at < version.Length && !char.IsAsciiDigit(version[at]))
        {
            at++;
        }

        return (stability, major, Number(version, ref at));
    }

    private static int Number(string text, ref int at)
    {
        var number = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            number = number * 10 + (text[at] - '0');
        }

        return number;
    }
}
