using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>A client's certificate as a TLS connection takes it, with those that lead from it to an authority.</summary>
internal static class ClientCertificate
{
    /// <summary>Makes it of PEM.</summary>
    /// <param name="certificates">The client's certificate first, then those that lead to an authority.</param>
    /// <param name="key">Its key.</param>
    public static SslStreamCertificateContext Of(string certificates, string key)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificates, key);
            // Windows takes a key from its own store only: through PKCS#12 it comes there for as long as the certificate lives.
            var own = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(certificates);
            return SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true);
        }
        // That a key is of another certificate is an argument's fault to the library.
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            throw new ClusterFaultException(key.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? "the client's key is encrypted, which no client of Kubernetes takes"
                : "the client's certificate and key cannot be read, or do not belong together");
        }
    }
}
