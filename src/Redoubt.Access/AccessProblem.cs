using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>What in a binding an API server would refuse, or what two files say differently.</summary>
/// <param name="Document">The binding.</param>
/// <param name="At">The place in it.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record AccessProblem(Document Document, Node At, string Reason)
{
    /// <summary>As an error is told: file, line, column and reason.</summary>
    public override string ToString() => $"{Document.PlaceOf(At.Exists ? At : Document.Mention)}: {Reason}";
}
