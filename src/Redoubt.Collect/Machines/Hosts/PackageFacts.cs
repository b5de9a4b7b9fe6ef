using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Installed packages, as their databases name them.</summary>
internal static class PackageFacts
{
    /// <summary>Fills <c>packages</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        if (machine.Packages.Unknown is { } reason)
        {
            draft.Unknown("packages", reason);
        }

        draft.Facts["packages"] = new JsonArray([.. machine.Packages.All.Select(package => new JsonObject
        {
            ["architecture"] = package.Architecture,
            ["name"] = package.Name,
            ["source"] = package.Source,
            ["sourceVersion"] = package.SourceVersion,
            ["type"] = package.Type,
            ["version"] = package.Version,
        })]);
    }
}
