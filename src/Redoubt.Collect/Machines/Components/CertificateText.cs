using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>Certificates of a file as evidence; of keys only whether one belongs to a certificate.</summary>
internal static class CertificateText
{
    private const int MostNames = 1_000;
    private const int MostCertificates = 1_000;

    /// <summary>The certificates in a text or in bytes: PEM, as many as there are, or one as DER.</summary>
    /// <param name="bytes">What the file has.</param>
    /// <returns>The certificates; unknown where one does not parse, or there is none.</returns>
    public static Seen<IReadOnlyList<X509Certificate2>> Read(byte[] bytes)
    {
        if (bytes is [0x30, ..])
        {
            return Load(bytes) is { } one ? Seen<IReadOnlyList<X509Certificate2>>.Of([one]) : Seen<IReadOnlyList<X509Certificate2>>.Unknown("the certificate does not parse");
        }

        var text = Encoding.Latin1.GetString(bytes);
        var found = new List<X509Certificate2>();
        var begun = text.Split("-----BEGIN CERTIFICATE-----").Length - 1;
        for (var rest = text.AsSpan(); found.Count < MostCertificates && PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            if (rest[fields.Label] is "CERTIFICATE" or "TRUSTED CERTIFICATE" or "X509 CERTIFICATE")
            {
                var der = new byte[fields.DecodedDataLength];
                if (!Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _) || Load(der) is not { } one)
                {
                    return Seen<IReadOnlyList<X509Certificate2>>.Unknown("a certificate in it does not parse");
                }

                found.Add(one);
            }
        }

        return begun > found.Count ? Seen<IReadOnlyList<X509Certificate2>>.Unknown(begun > MostCertificates ? $"it has more than {MostCertificates} certificates, which is the limit" : "a certificate in it does not parse")
            : found.Count == 0 ? Seen<IReadOnlyList<X509Certificate2>>.Unknown("it has no certificate")
            : Seen<IReadOnlyList<X509Certificate2>>.Of(found);
    }

    /// <summary>A certificate as the type <c>Certificate</c> of the schema.</summary>
    public static JsonObject ToJson(X509Certificate2 certificate, string path)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))).Take(MostNames);
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).Select(usage => usage.Value ?? "");
        return new JsonObject
        {
            ["isAuthority"] = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority),
            ["issuer"] = certificate.Issuer,
            ["keyAlgorithm"] = certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value,
            ["keyBits"] = KeyBits(certificate),
            ["names"] = EvidenceDraft.Texts(names),
            ["notAfter"] = Time(certificate.NotAfter),
            ["notBefore"] = Time(certificate.NotBefore),
            ["path"] = path,
            ["sha256"] = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            ["signatureAlgorithm"] = certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value,
            ["subject"] = certificate.Subject,
            ["usages"] = EvidenceDraft.Texts(usages),
        };
    }

    /// <summary>Whether a private key belongs to a certificate; null where the key cannot be read as one.</summary>
    public static bool? IsKeyOf(byte[] key, X509Certificate2 certificate)
    {
        try
        {
            var text = Encoding.Latin1.GetString(key);
            using var rsa = certificate.GetRSAPublicKey();
            using AsymmetricAlgorithm own = rsa is not null ? RSA.Create() : ECDsa.Create();
            own.ImportFromPem(text);
            return own.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        }
        // A curve that the system does not know is no fault of the program.
        catch (Exception error) when (error is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    private static X509Certificate2? Load(byte[] der)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der);
            // Extensions are decoded when they are first asked for: one that does not parse is no certificate.
            _ = ToJson(certificate, "");
            return certificate;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static int? KeyBits(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            using var curve = rsa is null ? certificate.GetECDsaPublicKey() : null;
            return rsa?.KeySize ?? curve?.KeySize;
        }
        catch (Exception error) when (error is CryptographicException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
