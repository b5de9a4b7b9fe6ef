using System.Security.Cryptography;
using System.Text;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of requests for certificates and of bundles of trusted ones.</summary>
internal static class CertificateRules
{
    private static readonly string[] Usages =
    [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only",
        "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement",
        "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ];

    /// <summary>A CertificateSigningRequest.</summary>
    public static void Request(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        if (!IsRequest(at["request"].AsString() ?? ""))
        {
            faults.Invalid(Of("request"), "PEM block type must be CERTIFICATE REQUEST");
        }

        if (at["usages"].Count == 0)
        {
            faults.Required(Of("usages"));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var usage in at["usages"].Items)
        {
            if (!Usages.Contains(usage.AsString() ?? ""))
            {
                faults.NotSupported(usage, Usages);
            }

            if (!seen.Add(usage.AsString() ?? ""))
            {
                faults.Duplicate(usage);
            }
        }

        var signer = at["signerName"].AsString() ?? "";
        if (signer == "kubernetes.io/legacy-unknown")
        {
            faults.Invalid(at["signerName"], "the legacy signerName is not allowed via this API version");
        }
        else if (signer.Length == 0)
        {
            faults.Required(Of("signerName"));
        }
        else
        {
            Signer(at["signerName"], signer, faults);
        }

        if (at["expirationSeconds"] is { Kind: NodeKind.Int, Int: < 600 } seconds)
        {
            faults.Invalid(seconds, "may not specify a duration less than 600 seconds (10 minutes)");
        }
    }

    /// <summary>The name of a signer: a domain, a slash, a path of names.</summary>
    public static void Signer(Node at, string text, Faults faults)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            faults.Invalid(at, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }

        foreach (var label in parts[0].Split('.'))
        {
            faults.Invalid(at, [.. NameRules.DnsLabel(label).Select(wrong => "validating label: " + wrong)]);
        }

        if (parts[0].Split('.').Length < 2)
        {
            faults.Invalid(at, "should be a domain with at least two segments separated by dots");
        }

        foreach (var step in parts[1].Split('.'))
        {
            faults.Invalid(at, [.. NameRules.DnsSubdomain(step).Select(wrong => "validating label: " + wrong)]);
        }
    }

    private static bool IsRequest(string written)
    {
        var bytes = new byte[written.Length];
        if (!Convert.TryFromBase64String(written, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        return PemEncoding.TryFind(text, out var fields) && text[fields.Label] == "CERTIFICATE REQUEST";
    }

    /// <summary>A ClusterTrustBundle.</summary>
    public static void Bundle(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        var (name, signer) = (root["metadata"]["name"].AsString() ?? "", at["signerName"].AsString() ?? "");
        if (signer.Length > 0)
        {
            var prefix = signer.Replace('/', ':') + ":";
            if (name.Length > 0 && !name.StartsWith(prefix, StringComparison.Ordinal))
            {
                faults.Invalid(root["metadata"]["name"], $"ClusterTrustBundle for signerName must be named with its name, a colon for each slash, as a prefix");
            }

            Signer(at["signerName"], signer, faults);
        }
        else if (name.Contains(':', StringComparison.Ordinal))
        {
            faults.Invalid(root["metadata"]["name"], "ClusterTrustBundle without signer name must not have \":\" in its name");
        }

        if (!(at["trustBundle"].AsString() ?? "").Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
        {
            faults.Invalid(at.Exists ? Spot.Of(at, "trustBundle") : new Spot(root, ".spec.trustBundle", root), "at least one trust anchor must be provided");
        }
    }
}
