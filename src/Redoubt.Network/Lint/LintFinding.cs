using Redoubt.Evidence;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Lint;

/// <summary>Something in a policy that does not do what it looks like.</summary>
/// <param name="Code">What it is, as <c>selects-nothing</c>.</param>
/// <param name="Policy">The policy.</param>
/// <param name="At">The place in it.</param>
/// <param name="Say">What it is, in a sentence.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record LintFinding(string Code, Policy Policy, Node At, string Say, string Fix)
{
    /// <summary>Where that stands in a file of the user's.</summary>
    public SourcePlace Place => Policy.Document.PlaceOf(At.Exists ? At : Policy.Document.Mention);
}
