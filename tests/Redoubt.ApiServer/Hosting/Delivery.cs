using Redoubt.ApiServer.Answers;

namespace Redoubt.ApiServer.Hosting;

/// <summary>What becomes of an answer on its way to the client.</summary>
/// <param name="Answer">The answer.</param>
public sealed record Delivery(ApiAnswer Answer)
{
    /// <summary>After how many bytes of the body the connection is cut; null for not at all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>After how many bytes of the body nothing more comes, though the connection stands; null for not at all.</summary>
    public int? SilentAfter { get; init; }
}

/// <summary>How a stand-in is hosted.</summary>
public sealed record HostOptions
{
    /// <summary>Who signs the server's and the clients' certificates; null for plain HTTP.</summary>
    public TestAuthority? Authority { get; init; }

    /// <summary>The server's certificate; null for one of the authority's that is for the loopback.</summary>
    public System.Security.Cryptography.X509Certificates.X509Certificate2? Certificate { get; init; }

    /// <summary>Told by which name a client asks for the server (SNI); null where nobody wants to know.</summary>
    public Action<string>? Named { get; init; }

    /// <summary>What becomes of each answer; null for that all arrive.</summary>
    public Func<Requests.ApiRequest, ApiAnswer, Delivery>? Deliver { get; init; }
}
