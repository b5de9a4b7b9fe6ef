using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Units of systemd that are asked for: there, enabled, masked, running (systemd.unit(5)).</summary>
internal static class ServiceFacts
{
    /// <summary>Fills <c>units</c>: those that the machine has.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var seen = UnitList.Of(machine);
        if (!seen.Found(out var list))
        {
            draft.Unknown("units", seen.WhyNot);
            return;
        }

        var units = new JsonObject();
        draft.Facts["units"] = units;
        foreach (var name in Asked.Services)
        {
            var unit = name.Contains('.', StringComparison.Ordinal) ? name : $"{name}.service";
            if (UnitDirectories.File(machine.Root, UnitDirectories.System, unit) is { } file)
            {
                units[name] = new JsonObject
                {
                    ["active"] = list.IsActive(unit),
                    ["enabled"] = list.IsWanted(unit),
                    ["file"] = file,
                    ["masked"] = UnitDirectories.IsMask(machine.Root, file),
                    ["name"] = name,
                };
            }
        }

        if (list.Problems is [var problem, ..])
        {
            draft.Unknown("units", problem);
        }
    }
}
