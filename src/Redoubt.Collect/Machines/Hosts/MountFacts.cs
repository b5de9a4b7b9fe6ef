using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>What is mounted and how, whether a disk below it is encrypted, and swap.</summary>
internal static class MountFacts
{
    /// <summary>Fills <c>mounts</c> and <c>swap</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var mounts = MountTable.Of(machine);
        if (mounts.Found(out var found))
        {
            var encrypted = Encrypted(machine);
            var facts = new JsonObject();
            draft.Facts["mounts"] = facts;
            foreach (var (path, mount) in found.Where(mount => IsTold(mount.Key, mount.Value)))
            {
                facts[path] = mount;
                SetEncrypted(path, mount, encrypted, draft);
            }
        }
        else
        {
            draft.Unknown("mounts", mounts.WhyNot);
        }

        CollectSwap(machine, draft);
    }

    // Containers, pods and snaps come and go, and there may be thousands of their mounts.
    private static bool IsTold(string path, JsonObject mount) => mount["type"]!.GetValue<string>() is not ("overlay" or "nsfs" or "squashfs")
        && !path.StartsWith("/var/lib/kubelet/pods/", StringComparison.Ordinal)
        && !path.StartsWith("/run/containerd/", StringComparison.Ordinal)
        && !path.StartsWith("/var/lib/docker/", StringComparison.Ordinal)
        && !path.StartsWith("/var/lib/containers/", StringComparison.Ordinal)
        && !path.StartsWith("/run/netns/", StringComparison.Ordinal);

    private static void SetEncrypted(string path, JsonObject mount, Seen<HashSet<string>> encrypted, EvidenceDraft draft)
    {
        var device = mount["device"]!.GetValue<string>();
        if (!device.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return;
        }

        if (encrypted.Found(out var names))
        {
            mount["encrypted"] = names.Contains(device);
        }
        else
        {
            draft.Unknown($"mounts{EvidenceDraft.Key(path)}.encrypted", encrypted.WhyNot);
        }
    }

    /// <summary>The devices that dm-crypt makes, and what lies directly on them is not followed: the device mapper's own mark <c>CRYPT-</c> tells.</summary>
    private static Seen<HashSet<string>> Encrypted(Machine machine)
    {
        const string blocks = "/sys/block";
        var names = machine.Root.Names(blocks);
        if (!names.Found(out var found))
        {
            return Seen<HashSet<string>>.Unknown($"{blocks}: {names.WhyNot}");
        }

        var encrypted = new HashSet<string>();
        foreach (var name in found.Where(name => name.StartsWith("dm-", StringComparison.Ordinal)))
        {
            if (machine.Root.Text($"{blocks}/{name}/dm/uuid").Value?.StartsWith("CRYPT-", StringComparison.Ordinal) == true)
            {
                encrypted.Add($"/dev/{name}");
                if (machine.Root.Text($"{blocks}/{name}/dm/name").Value?.Trim() is { } mapped)
                {
                    encrypted.Add($"/dev/mapper/{mapped}");
                }
            }
        }
        return Seen<HashSet<string>>.Of(encrypted);
    }

    private static void CollectSwap(Machine machine, EvidenceDraft draft)
    {
        var text = machine.Root.Text("/proc/swaps");
        if (text.Found(out var found))
        {
            draft.Facts["swap"] = EvidenceDraft.Texts(ConfigurationFiles.Lines(found).Skip(1).Select(line => line.Text.Split(' ')[0]).Where(name => name.Length > 0).Order(StringComparer.Ordinal));
        }
        else
        {
            draft.Unknown("swap", $"/proc/swaps: {text.WhyNot}");
        }
    }
}
