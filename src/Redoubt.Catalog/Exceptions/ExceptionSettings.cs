using Redoubt.Evidence.Patterns;

namespace Redoubt.Catalog.Exceptions;

/// <summary>Which exceptions there are, and which are allowed.</summary>
public sealed record ExceptionSettings
{
    /// <summary>No exceptions, and none allowed in manifests.</summary>
    public static readonly ExceptionSettings None = new();

    /// <summary>Those of the configuration and of the files beside it.</summary>
    public IReadOnlyList<ExceptionRule> Rules { get; init; } = [];

    /// <summary>Globs of the controls that a manifest may except for itself; none unless said.</summary>
    public IReadOnlyList<Glob> InManifests { get; init; } = [];

    /// <summary>Up to which severity a manifest may.</summary>
    public Severity To { get; init; } = Severity.Medium;

    /// <summary>Globs of the controls that nothing excepts.</summary>
    public IReadOnlyList<Glob> Never { get; init; } = [];

    /// <summary>Looks whether an exception is one at all: what fits every control would be no exception.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="problems">Takes what is wrong, with its place.</param>
    public void Check(ControlCatalog catalog, ICollection<string> problems)
    {
        // Many exceptions name the same controls.
        var everything = Rules.Select(rule => rule.Control).Where(control => Glob.FirstWild(control) >= 0).Distinct(StringComparer.Ordinal)
            .Where(pattern => new Glob(pattern) is var glob && catalog.Controls.All(control => glob.Fits(control.Id))).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in Rules.Where(rule => everything.Contains(rule.Control)))
        {
            problems.Add((rule.Place with { Reason = $"`{rule.Control}` fits every control: name those that are excepted" }).ToString());
        }
    }

    /// <summary>Why an exception of this origin does not hold for a finding; null where it does.</summary>
    internal string? Refusal(ExceptionRule rule, Finding finding) =>
        !finding.Control.IsExceptable ? $"{finding.Control.Id} cannot be excepted"
        : Never.Any(never => never.Fits(finding.Control.Id)) ? $"the configuration lets nothing except {finding.Control.Id}"
        : rule.Origin == ExceptionOrigin.Configuration ? null
        : RefusalInManifest(finding);

    private string? RefusalInManifest(Finding finding) =>
        !InManifests.Any(allowed => allowed.Fits(finding.Control.Id)) ? $"the configuration does not let manifests except {finding.Control.Id}"
        : finding.Severity > To ? $"the configuration lets manifests except up to {To.Name()}, and this is {finding.Severity.Name()}"
        : finding.OwnDocument is not { IsSent: true } ? "an object of a live cluster excepts nothing for itself"
        : null;
}
