using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Advisories;
using Redoubt.Run.Advisories;

namespace Redoubt.Run.Tests;

/// <summary>A pattern for ranges of versions matches just the versions that lie in one of them.</summary>
public sealed class VersionPatternLaws
{
    [Property(MaxTest = 300)]
    public Property A_version_matches_if_it_lies_in_a_range() => Prop.ForAll(Ranges().ToArbitrary(), ranges =>
    {
        var pattern = new Regex(VersionPattern.Of(ranges), RegexOptions.NonBacktracking);
        for (var minor = 0; minor < 14; minor++)
        {
            for (var patch = 0; patch < 125; patch++)
            {
                var lies = ranges.Any(range => (minor, patch).CompareTo(range.From) >= 0 && (range.Until is not { } until || (minor, patch).CompareTo(until) < 0));
                Assert.True(lies == pattern.IsMatch($"1.{minor}.{patch}"), $"1.{minor}.{patch} in {string.Join(", ", ranges)}: {pattern}");
                Assert.Equal(lies, pattern.IsMatch($"v1.{minor}.{patch}-eks-1a2b"));
                Assert.DoesNotMatch(pattern, $"2.{minor}.{patch}");
            }
        }
    });

    private static Gen<AffectedRange[]> Ranges()
    {
        var version = from minor in Gen.Choose(0, 12) from patch in Gen.Frequency((3, Gen.Choose(0, 20)), (1, Gen.Choose(90, 120))) select (minor, patch);
        var range = from first in version
                    from second in version
                    from isOpen in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                    let sorted = first.CompareTo(second) <= 0 ? (first, second) : (second, first)
                    select new AffectedRange(sorted.Item1, isOpen ? null : sorted.Item2);
        return from count in Gen.Choose(1, 4) from ranges in Gen.ArrayOf(range, count) select ranges;
    }
}
