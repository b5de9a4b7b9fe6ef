using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>Whether an engine of Docker is in a swarm, by its own state on disk. What the swarm's managers alone know is unknown without the engine's API.</summary>
internal static class DockerSwarm
{
    /// <summary>Fills <c>swarm</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft, List<string> roots)
    {
        foreach (var directory in roots.Select(root => $"{root}/swarm"))
        {
            var file = $"{directory}/docker-state.json";
            var state = JsonText.Read(machine, file);
            if (state.IsAbsent)
            {
                continue;
            }

            if (!state.Found(out var found))
            {
                draft.Unknown("swarm", $"{file}: {state.WhyNot}");
                return;
            }

            // A node that manages keeps the log of the swarm; one that only works keeps its work.
            var manages = machine.Root.Names($"{directory}/raft");
            var works = machine.Root.Names($"{directory}/worker");
            draft.Facts["swarm"] = new JsonObject
            {
                ["active"] = true,
                ["advertiseAddress"] = found.Root.Text("AdvertiseAddr"),
                ["autoLock"] = AutoLock(machine, draft, $"{directory}/certificates/swarm-node.key"),
                ["dataPathAddress"] = found.Root.Text("DataPathAddr"),
                ["listenAddress"] = found.Root.Text("ListenAddr"),
                ["manager"] = manages.Value is { Count: > 0 },
            };
            if ((manages.Reason ?? (manages.IsAbsent && works.Value is null ? works.WhyNot : null)) is { } reason)
            {
                draft.Unknown("swarm.manager", $"{directory}/raft, {directory}/worker: {reason}");
            }

            foreach (var field in new[] { "managers", "networks" })
            {
                draft.Unknown($"swarm.{field}", "only the engine's API tells it: docker info, docker network ls");
            }
            return;
        }

        draft.Facts["swarm"] = new JsonObject { ["active"] = false };
    }

    /// <summary>With automatic lock the key of the node is itself encrypted; never more than its first lines are looked at.</summary>
    private static bool? AutoLock(Machine machine, EvidenceDraft draft, string file)
    {
        var key = machine.Root.Text(file);
        if (key.Found(out var text))
        {
            return text.Contains("ENCRYPTED", StringComparison.Ordinal);
        }

        draft.Unknown("swarm.autoLock", $"{file}: {key.WhyNot}");
        return null;
    }
}
