using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The engines that run containers: Docker, containerd, CRI-O.</summary>
internal sealed class ContainerEngineCollector : INodeCollector
{
    /// <inheritdoc/>
    public IEnumerable<EvidenceDraft> Collect(Machine machine) => Docker(machine).Concat(ContainerdEngine.All(machine)).Concat(CrioEngine.All(machine));

    private static IEnumerable<EvidenceDraft> Docker(Machine machine)
    {
        MachineProcess[] daemons = [.. machine.Processes.All.Where(process => process.Program == "dockerd")];
        var command = EngineCommand.Of(machine, daemons.FirstOrDefault(process => process.Uid is null or 0), "docker.service", "dockerd", UnitDirectories.System);
        // Where the engine of a user runs, the unit of root's that was installed with it says nothing of what runs.
        if (command.Found(out var found) && (found.Process is not null || (found.Unit is not null && daemons.Length == 0)))
        {
            yield return DockerEngine.Collect(machine, found, DockerPlaces.OfRoot(machine));
        }

        foreach (var engine in UserEngine.All(machine, unseen: []))
        {
            var started = EngineCommand.Of(machine, engine.Process, "docker.service", "dockerd-rootless.sh", engine.Places.Units);
            if (started.Found(out var rootless))
            {
                yield return DockerEngine.Collect(machine, rootless, engine.Places);
            }
        }
    }
}
