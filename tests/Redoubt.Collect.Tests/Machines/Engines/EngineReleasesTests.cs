namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>Which release of its makers an engine is, by packages: those of the makers say it, those of a distribution do not.</summary>
public sealed class EngineReleasesTests
{
    [Fact]
    public void A_package_of_the_makers_has_their_number()
    {
        using var engine = Docker(("docker-ce", "5:27.3.1-1~debian.12~bookworm"), ("containerd.io", "1.7.24-1"));

        Assert.Equal("27.3.1", engine.Root["releases"]["docker"].AsString());
        Assert.Equal("1.7.24", engine.Root["releases"]["containerd"].AsString());
        Assert.Equal("nothing that was read of the machine says which release it is", engine.WhyUnknown("releases['runc']"));
    }

    [Fact]
    public void A_package_of_a_distribution_proves_nothing_by_its_number()
    {
        using var engine = Docker(("docker.io", "20.10.24+dfsg1-1+deb12u1"), ("runc", "1.1.5+ds1-1+deb12u1"));

        Assert.Equal(
            "docker.io 20.10.24+dfsg1-1+deb12u1 is a distribution's build: it mends what is found under the old number, and its security tracker says what", engine.WhyUnknown("releases['docker']"));
        Assert.StartsWith("runc 1.1.5+ds1-1+deb12u1 is a distribution's build", engine.WhyUnknown("releases['runc']"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_was_removed_is_none()
    {
        using var engine = Docker(("docker-ce", "5:27.3.1-1")).With("var/lib/dpkg/status", "Package: docker-ce\nStatus: deinstall ok config-files\nVersion: 5:27.3.1-1\n");

        Assert.Equal("nothing that was read of the machine says which release it is", engine.WhyUnknown("releases['docker']"));
    }

    private static CollectedEngine Docker(params (string Name, string Version)[] packages) => new CollectedEngine("docker").Running(7, "/usr/bin/dockerd")
        .With("var/lib/dpkg/status", string.Concat(packages.Select(package => $"Package: {package.Name}\nStatus: install ok installed\nVersion: {package.Version}\n\n")));
}
