using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>One thing for which an API server refuses an object, or of which it warns.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Place">Where it stands; for what is missing, the value in which it is.</param>
/// <param name="Path">The field as the server names it, <c>spec.containers[0].ports[1].name</c>.</param>
/// <param name="Message">The server's words, without a text of the object that may be a secret.</param>
public sealed record Fault(FaultReason Reason, Node Place, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
