using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests.Views;

public sealed class KubernetesVersionTests
{
    [Theory]
    [InlineData("1.33", 1, 33, 0)]
    [InlineData("v1.33.2", 1, 33, 2)]
    [InlineData("v1.33.2+k3s1", 1, 33, 2)]
    [InlineData("1.30.0-rc.1", 1, 30, 0)]
    [InlineData("v1.29.4-gke.1043002", 1, 29, 4)]
    [InlineData("1.33+", 1, 33, 0)]
    [InlineData(" 1.9 ", 1, 9, 0)]
    public void A_version_is_read_in_every_form(string text, int major, int minor, int patch)
    {
        Assert.True(KubernetesVersion.TryParse(text, out var version));
        Assert.Equal(new KubernetesVersion(major, minor, patch), version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("1")]
    [InlineData("1.x")]
    [InlineData("1.2.3.4")]
    [InlineData("1.99999999999")]
    [InlineData("latest")]
    public void What_is_no_version_is_refused(string text) => Assert.False(KubernetesVersion.TryParse(text, out _));

    [Fact]
    public void Versions_are_ordered_by_number()
    {
        Assert.True(new KubernetesVersion(1, 9) < new KubernetesVersion(1, 10));
        Assert.True(new KubernetesVersion(1, 33, 1) > new KubernetesVersion(1, 33));
        Assert.Equal(("1.33", "1.33.2"), (new KubernetesVersion(1, 33).ToString(), new KubernetesVersion(1, 33, 2).ToString()));
    }
}
