using System.Collections.Immutable;
using Redoubt.Cel.Evaluate;

namespace Redoubt.Cel.Plan;

/// <summary>A plan: its first node, how many slots for loop variables it needs, and the constants of which no program can be made.</summary>
internal sealed record PlannedTree(PlanNode Root, int Locals, ImmutableArray<CelProblem> Problems);
