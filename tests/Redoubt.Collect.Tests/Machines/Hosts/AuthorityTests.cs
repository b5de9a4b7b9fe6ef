using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>The authorities that somebody made a machine trust.</summary>
public sealed class AuthorityTests : IDisposable
{
    private readonly CollectedHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Those_that_were_added_are_told_and_those_of_the_distribution_are_not()
    {
        _host.With("usr/local/share/ca-certificates/team/proxy.crt", Certificate("CN=proxy")).With("etc/pki/ca-trust/source/anchors/shop.pem", Certificate("CN=shop") + Certificate("CN=second"))
            .With("etc/ssl/certs/ca-certificates.crt", Certificate("CN=distribution")).With("usr/local/share/ca-certificates/README", "none");

        Assert.Equal(["CN=proxy", "CN=shop", "CN=second"], _host.Items("authorities").Select(one => one["subject"].AsString()));
        Assert.Equal("/usr/local/share/ca-certificates/team/proxy.crt", _host.Items("authorities")[0]["path"].AsString());
    }

    [Fact]
    public void One_that_does_not_parse_is_unknown()
    {
        _host.With("usr/local/share/ca-certificates/broken.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        Assert.Equal("/usr/local/share/ca-certificates/broken.crt: a certificate in it does not parse", _host.WhyUnknown("authorities"));
    }

    private static string Certificate(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var made = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return made.ExportCertificatePem() + "\n";
    }
}
