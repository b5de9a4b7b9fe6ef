using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;
using Redoubt.Run.Questions;

namespace Redoubt.Run.Upgrade;

/// <summary>What an upgrade does to something that is there.</summary>
/// <param name="Change">What happens.</param>
/// <param name="Finding">What is found of the newer version; of what is no longer found, of the older.</param>
/// <param name="Advice">What to do about it; empty for nothing.</param>
public sealed record UpgradeStep(UpgradeChange Change, Finding Finding, string Advice);

/// <summary>What an upgrade does.</summary>
public enum UpgradeChange
{
    /// <summary>The API server no longer serves the object as it is written.</summary>
    Removed,

    /// <summary>It is found by the rules of the newer version, and was not before.</summary>
    Found,

    /// <summary>It is served, and will not be for ever.</summary>
    Deprecated,

    /// <summary>It was found before, and is not by the rules of the newer version.</summary>
    Mended,
}

/// <summary>
/// The same evidence judged for two versions of Kubernetes: what the newer one refuses, judges otherwise, or no longer does. The facts are the
/// versions of the index of kinds and what controls say of <c>kubernetes.minor</c>.
/// </summary>
public static class UpgradeSteps
{
    private const string RemovedApi = "policy/removed-api";
    private const string DeprecatedApi = "policy/deprecated-api";

    /// <summary>What changes: what is removed first.</summary>
    /// <param name="session">The evidence.</param>
    /// <param name="catalog">The controls.</param>
    /// <param name="from">The minor version that runs.</param>
    /// <param name="to">The minor version that will run.</param>
    public static IReadOnlyList<UpgradeStep> Of(EvidenceSession session, ControlCatalog catalog, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(catalog);
        var before = Judge(session, catalog, from);
        var now = Judge(session, catalog, to);
        var known = before.Select(finding => finding.Identity).ToHashSet();
        var there = now.Select(finding => finding.Identity).ToHashSet();
        return
        [
            .. now.Where(finding => finding.Control.Id == RemovedApi).Select(finding => Step(UpgradeChange.Removed, finding)),
            .. now.Where(finding => !known.Contains(finding.Identity) && finding.Control.Id is not (RemovedApi or DeprecatedApi)).Select(finding => Step(UpgradeChange.Found, finding)),
            .. now.Where(finding => finding.Control.Id == DeprecatedApi).Select(finding => Step(UpgradeChange.Deprecated, finding)),
            .. before.Where(finding => !there.Contains(finding.Identity) && finding.Control.Id is not (RemovedApi or DeprecatedApi)).Select(finding => Step(UpgradeChange.Mended, finding)),
        ];
    }

    private static IReadOnlyList<Finding> Judge(EvidenceSession session, ControlCatalog catalog, int minor) =>
        new PlatformJudge(catalog, [.. catalog.Controls.Where(control => !control.IsManual)], new JudgeOptions
        {
            KubernetesMinor = minor,
            Parameters = session.Configuration.Parameters,
            CustomKinds = [.. session.Platform.Of(KnownKinds.CustomResourceDefinition).SelectMany(CrdSchema.Kinds)],
        }).Judge(session.Platform).Findings;

    private static UpgradeStep Step(UpgradeChange change, Finding finding) => new(change, finding, change switch
    {
        UpgradeChange.Mended => "",
        UpgradeChange.Removed or UpgradeChange.Deprecated when Replacement(finding.Subject) is { Length: > 0 } replacement => $"change it to {replacement}",
        _ => finding.Control.Text.Fix,
    });

    private static string Replacement(SubjectName subject) =>
        FieldIndex.Default.TryKind(subject.ApiVersion, subject.Kind, out var kind) ? kind.Served.Replacement ?? "" : "";
}
