using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redoubt.Access;

namespace Redoubt.ApiServer.Access;

/// <summary>Who asks.</summary>
/// <param name="Name">The name.</param>
/// <param name="Uid">The uid; empty if there is none.</param>
/// <param name="Groups">The groups.</param>
public sealed record Identity(string Name, string Uid, IReadOnlyList<string> Groups)
{
    /// <summary>Which credentials were shown, as they are told to whoever asks who they are; empty if that is not told.</summary>
    public string Credential { get; init; } = "";

    /// <summary>Who gives no credentials.</summary>
    public static Identity Anonymous { get; } = new(AccessGroups.Anonymous, "", [AccessGroups.Unauthenticated]);

    /// <summary>The administrator.</summary>
    public static Identity Admin { get; } = new("admin", "", [AccessGroups.Masters, AccessGroups.Authenticated]);

    /// <summary>Who shows a client's certificate: its common name, and its organisations as groups.</summary>
    /// <param name="certificate">The certificate.</param>
    public static Identity Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        string[] All(string type) => [.. certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(one => one.GetSingleElementType().Value == type).Select(one => one.GetSingleElementValue() ?? "")];
        return new Identity(All("2.5.4.3").FirstOrDefault(""), "", [.. All("2.5.4.10"), AccessGroups.Authenticated]) { Credential = CredentialOf(certificate.RawData) };
    }

    /// <summary>How a certificate is told: by its digest.</summary>
    /// <param name="certificate">The certificate (DER).</param>
    public static string CredentialOf(ReadOnlySpan<byte> certificate) => $"X509SHA256={Convert.ToHexStringLower(SHA256.HashData(certificate))}";

    /// <summary>Whether the load is not counted.</summary>
    public bool IsMaster => Groups.Contains(AccessGroups.Masters);
}
