using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redoubt.Collect.Clusters.Kubeconfigs;

namespace Redoubt.Collect.Clusters.Connections;

/// <summary>Whether a server is the one that a kubeconfig means: by the authorities that it names, else by the system's.</summary>
internal sealed class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly bool _takesAny;
    private readonly string _name;
    private readonly X509Certificate2Collection? _authorities;
    private volatile string? _refusal;

    public ServerTrust(ClusterAccess access)
    {
        (_takesAny, _name) = (access.SkipsVerification, access.TlsServerName ?? access.Server.IdnHost);
        if (access.Authority is not { } pem)
        {
            return;
        }

        _authorities = [];
        try
        {
            _authorities.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            _authorities.Clear();
        }

        if (_authorities.Count == 0)
        {
            throw new ClusterFaultException($"the authority of cluster `{access.Name}` holds no certificate that can be read");
        }
    }

    /// <summary>Why the last server was not taken; null if none was refused.</summary>
    public string? Refusal => _refusal;

    /// <summary>Whether a certificate is taken: what a TLS connection asks.</summary>
    public bool Takes(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_takesAny)
        {
            return true;
        }

        if (certificate is not X509Certificate2 shown)
        {
            _refusal = "the server shows no certificate";
            return false;
        }

        var why = Distrust(shown, chain, errors);
        // The name is looked at here, since it need not be that of the address; a common name is none, as for kubectl.
        if (why is null && !shown.MatchesHostname(_name, allowWildcards: true, allowCommonName: false))
        {
            why = $"it is not for `{_name}`";
        }

        _refusal = why is null ? null : $"the server's certificate is not trusted: {why}";
        return why is null;
    }

    private string? Distrust(X509Certificate2 shown, X509Chain? given, SslPolicyErrors errors)
    {
        if (_authorities is null)
        {
            return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Words(given?.ChainStatus ?? []) : null;
        }

        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_authorities);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in given?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            policy.ExtraStore.Add(element.Certificate);
        }

        if (chain.Build(shown))
        {
            return null;
        }

        // An authority that another one signed is trusted as it stands, as by kubectl.
        var faults = chain.ChainStatus.Where(status => status.Status != X509ChainStatusFlags.PartialChain).ToArray();
        var last = chain.ChainElements.LastOrDefault()?.Certificate;
        var isNamed = last is not null && _authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(last.RawDataMemory.Span));
        return faults.Length == 0 && isNamed ? null : Words(chain.ChainStatus);
    }

    private string Words(X509ChainStatus[] statuses)
    {
        var all = statuses.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        return all switch
        {
            _ when all.HasFlag(X509ChainStatusFlags.NotTimeValid) => "it is not valid today",
            _ when (all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0 =>
                _authorities is null ? "no authority that this system trusts signed it" : "no authority that the kubeconfig names signed it",
            _ when all.HasFlag(X509ChainStatusFlags.NotValidForUsage) => "it is not for servers",
            _ => all.ToString(),
        };
    }
}
