using Redoubt.Evidence;

namespace Redoubt.Network;

/// <summary>What an API server would refuse, or what is not understood: the object is then passed over, or its answers are not known.</summary>
/// <param name="Document">The object.</param>
/// <param name="At">The place in it.</param>
/// <param name="Reason">Why; lower case, no full stop.</param>
public sealed record NetworkProblem(Document Document, Node At, string Reason)
{
    /// <summary>Where it stands in a file of the user's.</summary>
    public SourcePlace Place => Document.PlaceOf(At.Exists ? At : Document.Mention);
}
