using System.Collections.Immutable;
using Redoubt.Cel;

namespace Redoubt.Kubernetes;

/// <summary>Says of what a version cannot compile from which version it can.</summary>
public static class AvailableFrom
{
    /// <summary>The problems, those that a later version does not have with that version as their help.</summary>
    /// <param name="environment">The language in which the expression did not compile.</param>
    /// <param name="text">The expression.</param>
    /// <param name="options">How it was compiled.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static ImmutableArray<CelProblem> Explain(CelEnvironment environment, string text, CelOptions options, ImmutableArray<CelProblem> problems)
    {
        var left = problems.ToHashSet();
        var help = new Dictionary<CelProblem, string>();
        foreach (var (version, isLater) in KubernetesEnvironments.Parts.Select(part => (part.Introduced, !part.IsOfServer)).Distinct().Order())
        {
            if (left.Count == 0)
            {
                break;
            }

            var later = Later(environment, version, isLater).Compile(text, options).Problems;
            foreach (var solved in left.Where(problem => !later.Any(other => IsSame(problem, other))).ToList())
            {
                left.Remove(solved);
                help.Add(solved, $"it is available from Kubernetes 1.{version}{(isLater ? $", in new expressions from 1.{version + 1}" : "")}");
            }
        }

        return [.. problems.Select(problem => help.TryGetValue(problem, out var text) ? problem with { Help = text } : problem)];
    }

    /// <summary>The language with what came until a version, in that itself only the servers' own code or all; what it has already changes nothing.</summary>
    private static CelEnvironment Later(CelEnvironment environment, int version, bool all)
    {
        var builder = new CelEnvironmentBuilder(environment);
        foreach (var part in KubernetesEnvironments.Parts.Where(part => part.Introduced > 0 && part.Removed > version
            && (part.Introduced < version || (part.Introduced == version && (all || part.IsOfServer)))))
        {
            part.Add(builder);
        }

        return builder.Build();
    }

    // A later version has more overloads to tell of, so the help may differ.
    private static bool IsSame(CelProblem problem, CelProblem other) => problem.Code == other.Code && problem.Span == other.Span;
}
