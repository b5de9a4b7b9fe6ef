using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Tests.Schema;

public sealed class EditDistanceLaws
{
    [Fact]
    public void Letters_that_are_swapped_are_one_change_and_case_is_none()
    {
        Assert.Equal(1, EditDistance.Below(3, "scna", "scan"));
        Assert.Equal(0, EditDistance.Below(3, "HostNetwork", "hostnetwork"));
        Assert.Null(EditDistance.Below(2, "deployment", "statefulset"));
    }

    [Property(MaxTest = 2_000)]
    public Property What_is_below_a_limit_is_what_the_whole_table_says() => Prop.ForAll(
        (from one in Word from other in Word from limit in Gen.Choose(1, 8) select (one, other, limit)).ToArbitrary(),
        words => (Whole(words.one, words.other) is var distance && distance < words.limit ? distance : (int?)null) == EditDistance.Below(words.limit, words.one, words.other));

    // Few letters, so that words are near to one another.
    private static Gen<string> Word => Gen.Elements('a', 'b', 'C', 'c').ArrayOf().Resize(9).Select(letters => new string(letters));

    // The distance as it is defined, cell by cell, without a limit.
    private static int Whole(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];

        static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
    }
}
