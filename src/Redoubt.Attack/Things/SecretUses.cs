using Redoubt.Evidence;

namespace Redoubt.Attack.Things;

/// <summary>The secrets that a container is given: in its environment, and in the volumes that it mounts.</summary>
internal static class SecretUses
{
    public static IReadOnlyCollection<string> Of(ContainerThing container)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var variable in container.Node["env"].Items)
        {
            Add(names, variable["valueFrom"]["secretKeyRef"]["name"]);
        }

        foreach (var source in container.Node["envFrom"].Items)
        {
            Add(names, source["secretRef"]["name"]);
        }

        foreach (var mount in container.Node["volumeMounts"].Items)
        {
            foreach (var volume in container.Pod.VolumesOf(mount))
            {
                OfVolume(names, volume);
            }
        }

        return [.. names.Select(name => $"{container.Pod.Namespace}/{name}")];
    }

    private static void OfVolume(SortedSet<string> names, Node volume)
    {
        Add(names, volume["secret"]["secretName"]);
        foreach (var source in volume["projected"]["sources"].Items)
        {
            Add(names, source["secret"]["name"]);
        }
    }

    private static void Add(SortedSet<string> names, Node name)
    {
        if (name.AsString() is { Length: > 0 } text)
        {
            names.Add(text);
        }
    }
}
