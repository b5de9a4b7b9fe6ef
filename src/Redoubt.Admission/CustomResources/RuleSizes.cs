using System.Collections.Immutable;
using Redoubt.Cel;

namespace Redoubt.Admission.CustomResources;

/// <summary>What the schema tells of the sizes that a rule meets, for estimates of its cost.</summary>
internal static class RuleSizes
{
    /// <summary>The most that a rule at a level can cost.</summary>
    public static ulong MaxCost(CelProgram program, DeclaredType self) => program.EstimateCost((path, type) => Of(self, path)).Max;

    private static CelRange? Of(DeclaredType self, ImmutableArray<string> path) =>
        path.IsEmpty || self.Find(path.AsSpan()[1..]) is not { } found ? null : new CelRange(0, (ulong)found.MaxElements);
}
