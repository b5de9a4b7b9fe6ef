using Redoubt.Catalog.Compile;

namespace Redoubt.Catalog.Export;

/// <summary>A control as a ValidatingAdmissionPolicy (<c>admissionregistration.k8s.io/v1</c>).</summary>
/// <param name="Control">The control.</param>
/// <param name="Name">The policy's name, and its binding's.</param>
/// <param name="Rules">What the API server asks the policy about.</param>
/// <param name="Variables">Named expressions, each of which may use those before it.</param>
/// <param name="Expression">What must be true.</param>
/// <param name="MessageExpression">The sentence for whoever sent the request; null for the control's title.</param>
public sealed record ExportedPolicy(
    Control Control,
    string Name,
    IReadOnlyList<ExportedRule> Rules,
    IReadOnlyList<(string Name, string Expression)> Variables,
    string Expression,
    string? MessageExpression)
{
    /// <summary>
    /// For lists of up to so many entries every expression stays below what the API server allows, by its own estimate; on longer ones it
    /// may be stopped, and then the request is refused.
    /// </summary>
    public int Entries { get; init; }

    /// <summary>What the audit log has of a request that is too large to be judged; null where none is.</summary>
    public string? AuditExpression { get; init; }
}

/// <summary>Resources of one API group.</summary>
/// <param name="Group">The group; empty for the core.</param>
/// <param name="Versions">The versions.</param>
/// <param name="Resources">The resources, with subresources after a slash.</param>
public sealed record ExportedRule(string Group, IReadOnlyList<string> Versions, IReadOnlyList<string> Resources);

/// <summary>What became of the controls that were to be exported.</summary>
/// <param name="Policies">Those that the API server can enforce itself.</param>
/// <param name="LeftOut">Those that it cannot, with the reason.</param>
/// <param name="Problems">Controls that do not compile, and parameters that are set to what does not fit.</param>
public sealed record PolicyExport(
    IReadOnlyList<ExportedPolicy> Policies, IReadOnlyList<(Control Control, string Reason)> LeftOut, IReadOnlyList<ControlProblem> Problems);
