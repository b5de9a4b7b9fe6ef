using Redoubt.Admission.Matching;
using Redoubt.Collect;

namespace Redoubt.Run.Policies;

/// <summary>Which policies are to be asked about which objects, and who asks for what.</summary>
public sealed record PolicyRequest
{
    /// <summary>Files and folders with policies and their bindings.</summary>
    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>Files and folders with the objects.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Where <c>-</c> is read from.</summary>
    public required Stream StandardInput { get; init; }

    /// <summary>How charts and overlays among the objects are rendered; null if they are not.</summary>
    public RenderOptions? Rendering { get; init; }

    /// <summary>The version of the API server; null for the newest known.</summary>
    public string? Kubernetes { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public string Operation { get; init; } = "CREATE";

    /// <summary>Who asks.</summary>
    public AdmissionUser User { get; init; } = AdmissionUser.None;
}
