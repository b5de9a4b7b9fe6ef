using Redoubt.Admission.Policies;

namespace Redoubt.Admission.TypeCheck;

/// <summary>What the API server writes into <c>status.typeChecking</c> of a policy: an expression that does not fit the objects that the policy is about.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Field">The expression's field, as <c>spec.validations[0].expression</c>.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Text">The server's words: a part for each kind that it does not fit, each with its line and a mark below.</param>
public sealed record TypeWarning(AdmissionPolicy Policy, string Field, PolicyText Expression, string Text)
{
    /// <summary>The words on one line, without the marks.</summary>
    public string Summary => string.Join(
        "; ", Text.Split('\n').Where(line => line.Length > 0 && !line.StartsWith(" | ", StringComparison.Ordinal)).Select(line => line.Replace("ERROR: <input>:", "", StringComparison.Ordinal)));
}
