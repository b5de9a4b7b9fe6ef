using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Engines;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Which container engines the machine has, root's and users'. Each has a document; here is what could not be looked for.</summary>
internal static class EngineFacts
{
    private static readonly (string Name, string Program)[] Programs = [("containerd", "containerd"), ("cri-o", "crio"), ("docker", "dockerd")];

    /// <summary>Fills <c>engines</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var unseen = new List<string>();
        var engines = new List<JsonObject>();
        foreach (var (name, program) in Programs)
        {
            var path = EngineCommand.Find(machine, program);
            if (path.Value is not null || machine.Processes.All.Any(process => process.Program == program))
            {
                engines.Add(new JsonObject { ["name"] = name });
            }
            else if (path.Reason is { } reason)
            {
                unseen.Add(reason);
            }
        }

        engines.AddRange(UserEngine.All(machine, unseen).Select(engine => new JsonObject { ["name"] = "docker", ["user"] = engine.Places.Owner }));
        draft.Facts["engines"] = new JsonArray([.. engines]);
        if (machine.Accounts.UsersUnknown is { } users)
        {
            unseen.Add($"/etc/passwd: {users}");
        }

        if (unseen is [var first, ..])
        {
            draft.Unknown("engines", first);
        }
    }
}
