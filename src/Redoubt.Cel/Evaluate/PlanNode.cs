namespace Redoubt.Cel.Evaluate;

/// <summary>
/// A planned expression. Immutable; all that changes is in the frame. A node does not think of places: it has the id of the expression
/// that it evaluates, and puts that id into the errors it makes.
/// </summary>
internal abstract class PlanNode(int id)
{
    /// <summary>The id of the expression.</summary>
    public int Id { get; } = id;

    /// <summary>
    /// Whether it resolves a name and selections on it, as cel-go's attributes do. Such a node costs 1 by itself; a selection or an index
    /// on it is part of it, while on anything else it makes an attribute of its own.
    /// </summary>
    public virtual bool IsAttribute => false;

    /// <summary>The node without the 1 of an attribute: so it is counted as a branch of `? :`, as an index, and under `has()`.</summary>
    public virtual PlanNode Bare() => this;

    /// <summary>The value; never absent.</summary>
    public abstract CelValue Evaluate(Frame frame);
}
