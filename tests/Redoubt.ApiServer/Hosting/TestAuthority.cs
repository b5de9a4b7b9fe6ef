using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Redoubt.ApiServer.Hosting;

/// <summary>An authority that signs a server's certificate and those of clients, as a cluster's own does. Made anew for each test; nothing is kept.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _own;

    /// <summary>A new authority.</summary>
    public TestAuthority()
    {
        var request = new CertificateRequest("CN=kubernetes", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _own = request.CreateSelfSigned(From, Until);
    }

    /// <summary>Its certificate (PEM).</summary>
    public string Certificate => _own.ExportCertificatePem();

    private static DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow().AddHours(-1);

    private static DateTimeOffset Until { get; } = From.AddDays(2);

    /// <summary>Whether it signed a certificate.</summary>
    public bool Signed(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_own);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <summary>A server's certificate with its key.</summary>
    /// <param name="names">The names that it is for; the loopback's address is always among them unless they say so.</param>
    /// <param name="isForLoopback">Whether it is for the loopback's address too.</param>
    /// <param name="until">When it ends; null for in two days.</param>
    /// <param name="isForClients">Whether it is a client's too, as that of a member of etcd has to be.</param>
    public X509Certificate2 Server(string[] names, bool isForLoopback = true, DateTimeOffset? until = null, bool isForClients = false)
    {
        ArgumentNullException.ThrowIfNull(names);
        var alternatives = new SubjectAlternativeNameBuilder();
        Array.ForEach(names, alternatives.AddDnsName);
        if (isForLoopback)
        {
            alternatives.AddIpAddress(IPAddress.Loopback);
        }

        var (pair, _) = Sign("CN=kube-apiserver", isForClients ? [ForServers, ForClients] : [ForServers], alternatives.Build(), until ?? Until);
        return pair;
    }

    /// <summary>A client's certificate and its key (PEM).</summary>
    /// <param name="user">The user.</param>
    /// <param name="groups">The groups.</param>
    public (string Certificate, string Key) Client(string user, params string[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (pair, key) = Sign(string.Join(", ", [$"CN={user}", .. groups.Select(group => $"O={group}")]), [ForClients], null, Until);
        using (pair)
        {
            return (pair.ExportCertificatePem(), key);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _own.Dispose();
        _key.Dispose();
    }

    private (X509Certificate2 Pair, string Key) Sign(string subject, string[] uses, X509Extension? names, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. uses.Select(use => new Oid(use))], critical: false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        using var signed = request.Create(_own, until < From ? until.AddHours(-1) : From, until, RandomNumberGenerator.GetBytes(16));
        using var pair = signed.CopyWithPrivateKey(key);
        return (X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null), key.ExportPkcs8PrivateKeyPem());
    }
}
