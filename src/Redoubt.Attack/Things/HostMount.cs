using Redoubt.Evidence;

namespace Redoubt.Attack.Things;

/// <summary>A path of its node that a container sees.</summary>
/// <param name="Path">The path as the kernel walks it; empty for the root.</param>
/// <param name="IsReadOnly">Whether it is mounted for reading only.</param>
/// <param name="At">Where the pod names it.</param>
internal sealed record HostMount(string Path, bool IsReadOnly, Node At)
{
    /// <summary>The name of the volume.</summary>
    public required string Volume { get; init; }

    /// <summary>The path as a person writes it.</summary>
    public string Shown => Path.Length == 0 ? "/" : Path;

    internal static IReadOnlyList<HostMount> Of(PodThing pod, ContainerThing container)
    {
        var mounts = new List<HostMount>();
        foreach (var mount in container.Node["volumeMounts"].Items)
        {
            foreach (var volume in pod.VolumesOf(mount))
            {
                if (volume["hostPath"]["path"].AsString() is { } path)
                {
                    var below = mount["subPath"].AsString() is { Length: > 0 } sub ? $"{path}/{sub}" : path;
                    mounts.Add(new HostMount(Walked(below), mount["readOnly"].IsTrue, volume["hostPath"]["path"]) { Volume = mount["name"].AsString()! });
                }
            }
        }

        return mounts;
    }

    // `//`, `/.`, and slashes at the end are nothing, `..` goes back; `/var/run` is `/run`.
    private static string Walked(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                steps.Add(step);
            }
        }

        var walked = string.Concat(steps.Select(step => "/" + step));
        return walked == "/var/run" || walked.StartsWith("/var/run/", StringComparison.Ordinal) ? walked["/var".Length..] : walked;
    }
}
