using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;

namespace Redoubt.Admission.Policies;

/// <summary>
/// For what an API server refuses a policy or binding of its own, but for the expressions: the rules that hold for every object that is created.
/// </summary>
public static class ServerRules
{
    private const string Group = "admissionregistration.k8s.io";

    /// <summary>Whether an API server itself has the rules of a document: its own policies and bindings, not Kyverno's.</summary>
    /// <param name="document">The document.</param>
    public static bool Apply(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Group == Group;
    }

    /// <summary>The faults, in the order of the text; none of what is no policy of the API server.</summary>
    /// <param name="document">The policy or binding.</param>
    public static IEnumerable<Fault> Faults(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        // Earlier versions, served no longer or not everywhere, have the same rules.
        return Apply(document)
            ? ObjectValidator.Validate(document, FieldIndex.Default, Group + "/v1").Faults.Where(fault => fault.Reason != FaultReason.Warning)
            : [];
    }

    /// <summary>The faults, each at its place in the file.</summary>
    /// <param name="document">The policy or binding.</param>
    public static IEnumerable<FilePlace> Problems(Document document) =>
        Faults(document).Select(fault => new FilePlace(document.Origin.File, Math.Max(fault.Place.Line, 1), Math.Max(fault.Place.Column, 1), fault.ToString())
        {
            At = fault.Place,
            Field = fault.Path,
        });
}
