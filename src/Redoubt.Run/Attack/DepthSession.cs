using Redoubt.Attack;
using Redoubt.Evidence.Read;
using Redoubt.Run.Questions;

namespace Redoubt.Run.Attack;

/// <summary>Depth of a platform, as the command line and the configuration name both.</summary>
public static class DepthSession
{
    /// <summary>Analyses a platform.</summary>
    /// <param name="evidence">The platform.</param>
    /// <param name="configuration">The configuration's file; null for the usual one.</param>
    /// <param name="without">Mechanisms that are taken to have failed.</param>
    /// <param name="isQuiet">Whether it is asked what must fail for nobody to see it.</param>
    /// <param name="problems">Takes what is wrong with any of it; there is then no analysis.</param>
    public static DepthAnalysis? Open(EvidenceSession evidence, string? configuration, IReadOnlyCollection<string> without, bool isQuiet, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(problems);
        var read = ConfigurationSource.Read(configuration, problems);
        var wrong = new List<FilePlace>();
        var settings = read.Root.Exists ? AttackSettings.Read(configuration ?? "redoubt.yaml", read.Root, wrong) : AttackSettings.None;
        foreach (var problem in wrong)
        {
            problems.Add($"{problem}");
        }

        if (problems.Count > 0)
        {
            return null;
        }

        var analysis = new DepthAnalysis(evidence.Platform, evidence.Minor, BuiltInCatalog.Techniques, settings, without, isQuiet);
        foreach (var problem in analysis.Problems)
        {
            problems.Add(problem);
        }

        return problems.Count > 0 ? null : analysis;
    }
}
