using Redoubt.Cel.Evaluate;

namespace Redoubt.Cel.Plan;

/// <summary>A plan: its first node, and how many slots for loop variables it needs.</summary>
internal sealed record PlannedTree(PlanNode Root, int Locals);
