namespace Redoubt.Catalog.Machines;

/// <summary>Machines of one role of which every control says the same, in the same words and at the same places of their documents.</summary>
/// <param name="Role">What they are for, as <c>Host.role</c> has it.</param>
/// <param name="Machines">Their names, in the order of the evidence; never empty. The first stands for all in reports that people read.</param>
public sealed record MachineClass(string Role, IReadOnlyList<string> Machines)
{
    /// <summary>How many there are beside the first.</summary>
    public int Others => Machines.Count - 1;
}
