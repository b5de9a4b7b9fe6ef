namespace Redoubt.Cel.Evaluate;

/// <summary>
/// A planned expression. Immutable; all that changes is in the frame. A node does not think of places: it has the id of the expression
/// that it evaluates, and puts that id into the errors it makes.
/// </summary>
internal abstract class PlanNode(int id)
{
    /// <summary>The id of the expression.</summary>
    public int Id { get; } = id;

    /// <summary>The value; never absent.</summary>
    public abstract CelValue Evaluate(CelFrame frame);
}
