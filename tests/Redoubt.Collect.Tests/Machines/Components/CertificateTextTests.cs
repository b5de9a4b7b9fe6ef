using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Redoubt.Collect.Machines.Components;

namespace Redoubt.Collect.Tests.Machines.Components;

/// <summary>Keys and certificates that no program can read are no fault.</summary>
public sealed class CertificateTextTests
{
    [Fact]
    public void Of_a_key_over_a_curve_that_nobody_knows_it_is_not_known_whose_it_is()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(10));
        var bytes = key.ExportPkcs8PrivateKey();
        // 1.2.840.10045.3.1.7 names the curve; another number there names none.
        bytes[bytes.AsSpan().IndexOf(Convert.FromHexString("2A8648CE3D030107")) + 5] = 0x01;

        Assert.True(CertificateText.IsKeyOf(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), certificate));
        Assert.Null(CertificateText.IsKeyOf(Encoding.ASCII.GetBytes(PemEncoding.WriteString("PRIVATE KEY", bytes)), certificate));
    }

    [Fact]
    public void A_certificate_with_an_extension_that_does_not_parse_is_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", [0x30, 0x7f, 0x01], critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(10));

        Assert.Equal("a certificate in it does not parse", CertificateText.Read(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())).Reason);
    }
}
