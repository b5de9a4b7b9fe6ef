using Redoubt.Edit;
using Redoubt.Evidence;

namespace Redoubt.Attack.Plan;

/// <summary>What to do so that nothing that must not be lost is lost by fewer failures than asked for. Immutable.</summary>
public sealed record DepthPlan
{
    /// <summary>The most that can be asked for: what needs more failures is not searched for.</summary>
    public const int MostDepth = 4;

    /// <summary>The depth that is asked for.</summary>
    public required int Depth { get; init; }

    /// <summary>What to do, the most useful first.</summary>
    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>Steps of the plan that the budget leaves out.</summary>
    public required IReadOnlyList<PlanStep> Beyond { get; init; }

    /// <summary>What all steps cost.</summary>
    public required int Effort { get; init; }

    /// <summary>What every plan that does as much costs at least; the same as <see cref="Effort"/> where none is cheaper.</summary>
    public required int AtLeast { get; init; }

    /// <summary>How many pairs of entry and jewel are below the depth now.</summary>
    public required int Below { get; init; }

    /// <summary>The pairs that stay below it after all that is done.</summary>
    public required IReadOnlyList<PlanRest> Rests { get; init; }

    /// <summary>What whoever reads it should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What a program can write into files: the steps that leave nothing to fill in and edit no evidence.</summary>
    public required PlanWriting Writing { get; init; }
}

/// <summary>What of a plan a program can write into files.</summary>
/// <param name="Objects">The objects, each with all edits of these steps.</param>
/// <param name="Left">What a person has to do, and why; by the sentence of the step.</param>
/// <param name="Below">How many pairs are below the depth once these are written: computed on the platform as it is then.</param>
public sealed record PlanWriting(IReadOnlyList<PlannedObject> Objects, IReadOnlyList<(string Say, string Why)> Left, int Below);

/// <summary>An object as a plan wants it.</summary>
/// <param name="Key">The object.</param>
/// <param name="Document">The document as it is; null where the object is new.</param>
/// <param name="Edits">What changes in it; nothing where it is new.</param>
/// <param name="Yaml">The whole object where it is new; else empty.</param>
public sealed record PlannedObject(ObjectKey Key, Document? Document, IReadOnlyList<FieldEdit> Edits, string Yaml);

/// <summary>A step of a plan.</summary>
/// <param name="Say">What to do, as a sentence.</param>
/// <param name="Effort">How much work it is.</param>
/// <param name="Raises">How many pairs it raises, after the steps before it.</param>
/// <param name="Leaves">How many pairs are below the depth then.</param>
/// <param name="Patches">What is edited.</param>
public sealed record PlanStep(string Say, int Effort, int Raises, int Leaves, IReadOnlyList<PlanPatch> Patches)
{
    /// <summary>What a person still has to fill in; empty for nothing.</summary>
    public string Missing { get; init; } = "";
}

/// <summary>An edit of an object, ready to apply.</summary>
/// <param name="Object">The object, as <c>shop/Deployment/cart</c>.</param>
/// <param name="Document">The document as it is; null where the object is new.</param>
/// <param name="At">The place in it that is edited.</param>
/// <param name="Command">The command that takes the patch, as <c>kubectl patch</c>; empty for evidence, which a person changes where it was collected.</param>
/// <param name="Yaml">The patch, or the whole object where it is new.</param>
public sealed record PlanPatch(string Object, Document? Document, Node At, string Command, string Yaml);

/// <summary>A pair that stays below the depth.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Jewel">The jewel.</param>
/// <param name="Depth">Its depth then.</param>
/// <param name="Why">The last step of the way that no fix ends; empty where the plan ends before.</param>
public sealed record PlanRest(string Entry, string Jewel, string Depth, string Why);
