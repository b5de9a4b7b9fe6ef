using FsCheck.Xunit;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Tests.Laws;

/// <summary>Maps with any keys against a list of entries that is searched from the end.</summary>
public sealed class MapLaws
{
    private static readonly CelValue[] Keys =
    [
        CelValue.Int(1), CelValue.Uint(1), CelValue.Double(1), CelValue.Double(0.5), CelValue.Double(double.NaN), CelValue.Int(-1), CelValue.Int(2), CelValue.Uint(3),
        CelValue.Uint(ulong.MaxValue), CelValue.Double(18446744073709551616.0), CelValue.String("1"), CelValue.String("a"), CelValue.True, CelValue.Null,
        CelValue.Duration(1), CelValue.List(), CelValue.Type(CelType.Int), CelValue.None,
    ];

    [Property(MaxTest = 2000)]
    public void Of_a_repeated_key_the_last_value_counts_and_none_takes_it_away(byte[] keys, byte[] lost)
    {
        var entries = (keys ?? []).Select((key, i) => (Key: Keys[key % Keys.Length], Value: (lost ?? []).Contains((byte)i) ? default : CelValue.Int(i))).ToArray();
        var map = MapValue.Overwrite([.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Value)]).MapReference;

        foreach (var key in Keys)
        {
            Assert.Equal(Find(entries, key), map.Find(key));
        }
    }

    /// <summary>As cel-go looks a key up: itself, then as an int, then as a uint.</summary>
    private static CelValue Find((CelValue Key, CelValue Value)[] entries, CelValue key)
    {
        var found = Exactly(entries, key);
        var number = key.Kind switch
        {
            CelKind.Double => (decimal?)(Math.Truncate(key.AsDouble()) == key.AsDouble() && Math.Abs(key.AsDouble()) < 1e19 ? (decimal)key.AsDouble() : null),
            CelKind.Int => key.AsInt(),
            CelKind.Uint => key.AsUint(),
            _ => null,
        };
        if (found.Kind == CelKind.Absent && key.Kind != CelKind.Int && number is >= long.MinValue and <= long.MaxValue)
        {
            found = Exactly(entries, CelValue.Int((long)number));
        }

        return found.Kind == CelKind.Absent && key.Kind != CelKind.Uint && number is >= 0 and <= ulong.MaxValue
            ? Exactly(entries, CelValue.Uint((ulong)number))
            : found;
    }

    private static CelValue Exactly((CelValue Key, CelValue Value)[] entries, CelValue key)
    {
        // A list is a key of its own wherever it is written, and NaN is not even itself.
        var isFound = key.Kind != CelKind.List && !(key.Kind == CelKind.Double && double.IsNaN(key.AsDouble()));
        return isFound ? entries.LastOrDefault(entry => entry.Key.Kind == key.Kind && entry.Key.ToString() == key.ToString()).Value : default;
    }
}
