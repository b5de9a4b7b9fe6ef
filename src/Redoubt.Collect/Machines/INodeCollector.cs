namespace Redoubt.Collect.Machines;

/// <summary>Collects the documents of one kind from a machine. New kinds are listed in <see cref="NodeCollection"/>.</summary>
internal interface INodeCollector
{
    /// <summary>The documents; what cannot be read is unknown in them and never an exception.</summary>
    /// <param name="machine">The machine.</param>
    IEnumerable<EvidenceDraft> Collect(Machine machine);
}
