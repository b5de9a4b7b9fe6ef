using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Tests;

public sealed class SemanticVersionTests
{
    /// <summary>In ascending order (semver.org, section 11).</summary>
    private static readonly string[] Ascending =
    [
        "1.0.0-0", "1.0.0-2", "1.0.0-11", "1.0.0--", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "2.0.0", "18446744073709551615.0.0",
    ];

    [Fact]
    public void Versions_are_ordered_as_semver_says()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Read(Ascending[i]).CompareTo(Read(Ascending[j])));
            }
        }
    }

    [Theory]
    [InlineData("", "Version string empty")]
    [InlineData("1.2", "No Major.Minor.Patch elements found")]
    [InlineData("1.2.3.4", "Invalid character(s) found in patch number \"3.4\"")]
    [InlineData("v1.0.0", "Invalid character(s) found in major number \"v1\"")]
    [InlineData("1.02.3", "Minor number must not contain leading zeroes \"02\"")]
    [InlineData("1..3", "strconv.ParseUint: parsing \"\": invalid syntax")]
    [InlineData("18446744073709551616.0.0", "strconv.ParseUint: parsing \"18446744073709551616\": value out of range")]
    [InlineData("1.0.0-", "Prerelease is empty")]
    [InlineData("1.0.0-a..b", "Prerelease is empty")]
    [InlineData("1.0.0-01", "Numeric PreRelease version must not contain leading zeroes \"01\"")]
    [InlineData("1.0.0-a_b", "Invalid character(s) found in prerelease \"a_b\"")]
    [InlineData("1.0.0+", "Build meta data is empty")]
    [InlineData("1.0.0+a_b", "Invalid character(s) found in build meta data \"a_b\"")]
    [InlineData("1. 0.0", "Invalid character(s) found in minor number \" 0\"")]
    public void A_refusal_says_what_the_server_says(string text, string reason)
    {
        Assert.Null(SemanticVersionReader.Read(text, normalize: false, out var found));
        Assert.Equal(reason, found);
    }

    [Theory]
    [InlineData("v1", "1.0.0")]
    [InlineData("01.01.01", "1.1.1")]
    [InlineData("1.0", "1.0.0")]
    [InlineData("00.0.000-a", "0.0.0-a")]
    [InlineData("1.2.03-rc.1+b", "1.2.3-rc.1")]
    [InlineData("", null)]
    [InlineData("vv1", null)]
    [InlineData("1-alpha", null)]
    [InlineData("1.0.0 ", null)]
    public void Normalizing_mends_what_it_can(string text, string? version) =>
        Assert.Equal(version, SemanticVersionReader.Read(text, normalize: true, out _)?.ToString());

    [Fact]
    public void Build_data_does_not_count() => Assert.Equal(Read("1.2.3+a"), Read("1.2.3+b"));

    private static SemanticVersion Read(string text) => SemanticVersionReader.Read(text, normalize: false, out _)!;
}
