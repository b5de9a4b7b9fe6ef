using System.Text;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>The kernel: version, boot arguments, lockdown, security modules, mitigations of the processor's faults, secure boot.</summary>
internal static class KernelFacts
{
    private const string Mitigations = "/sys/devices/system/cpu/vulnerabilities";
    private const string SecureBoot = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

    /// <summary>Fills <c>kernel</c>, <c>mandatoryAccess</c> and <c>cgroupVersion</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var kernel = new JsonObject();
        draft.Facts["kernel"] = kernel;
        Line(machine, draft, kernel, "release", "/proc/sys/kernel/osrelease");
        Line(machine, draft, kernel, "version", "/proc/sys/kernel/version");
        if (Text(machine, draft, "kernel.arguments", "/proc/cmdline") is { } arguments)
        {
            kernel["arguments"] = EvidenceDraft.Texts(Arguments(arguments));
        }

        // [none] integrity confidentiality: the one in brackets is in force (kernel_lockdown(7)).
        if (Text(machine, draft, "kernel.lockdown", "/sys/kernel/security/lockdown") is { } lockdown)
        {
            kernel["lockdown"] = lockdown.Split(' ').FirstOrDefault(word => word.StartsWith('['))?.Trim('[', ']') ?? "none";
        }

        if (Text(machine, draft, "kernel.securityModules", "/sys/kernel/security/lsm") is { } modules)
        {
            kernel["securityModules"] = EvidenceDraft.Texts(modules.Split(','));
        }

        CollectMitigations(machine, draft, kernel);
        CollectSecureBoot(machine, draft, kernel);
        CollectMandatoryAccess(machine, draft);
        CollectCgroups(machine, draft);
    }

    /// <summary>Boot arguments as the kernel cuts them: at blanks that are not in double quotes (Documentation/admin-guide/kernel-parameters).</summary>
    internal static IReadOnlyList<string> Arguments(string line)
    {
        var arguments = new List<string>();
        var argument = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (char.IsWhiteSpace(c) && !quoted)
            {
                Add();
            }
            else if (c != '"')
            {
                argument.Append(c);
            }
        }

        Add();
        return arguments;

        void Add()
        {
            if (argument.Length > 0)
            {
                arguments.Add(argument.ToString());
                argument.Clear();
            }
        }
    }

    private static void CollectMitigations(Machine machine, EvidenceDraft draft, JsonObject kernel)
    {
        var names = machine.Root.Names(Mitigations);
        if (!names.Found(out var found))
        {
            draft.Unknown("kernel.mitigations", $"{Mitigations}: {names.WhyNot}");
            return;
        }

        kernel["mitigations"] = new JsonArray([.. found.Select((name, index) => new JsonObject
        {
            ["name"] = name,
            ["state"] = Text(machine, draft, $"kernel.mitigations[{index}].state", $"{Mitigations}/{name}"),
        })]);
    }

    private static void CollectSecureBoot(Machine machine, EvidenceDraft draft, JsonObject kernel)
    {
        // Four bytes of attributes, then 1 or 0 (UEFI 2.10, section 3.3). Without EFI there is no secure boot, but a /sys that is not there says nothing.
        var variable = machine.Root.Read(SecureBoot);
        if (variable.Value is { Length: 5 } bytes)
        {
            kernel["secureBoot"] = bytes[4] == 1;
        }
        else if (variable.IsAbsent && machine.Root.Status("/sys/firmware").Value is not null && machine.Root.Status("/sys/firmware/efi").IsAbsent)
        {
            kernel["secureBoot"] = false;
        }
        else
        {
            draft.Unknown("kernel.secureBoot", $"{SecureBoot}: {(variable.Value is null ? variable.WhyNot : "it has another form than UEFI gives it")}");
        }
    }

    private static void CollectMandatoryAccess(Machine machine, EvidenceDraft draft)
    {
        var access = new JsonObject();
        draft.Facts["mandatoryAccess"] = access;
        if (Text(machine, draft, "mandatoryAccess.appArmor", "/sys/module/apparmor/parameters/enabled") is { } enabled)
        {
            access["appArmor"] = enabled == "Y" ? "enabled" : "disabled";
        }

        if (Text(machine, draft, "mandatoryAccess.seLinux", "/sys/fs/selinux/enforce") is { } enforce)
        {
            access["seLinux"] = enforce == "1" ? "enforcing" : "permissive";
        }
    }

    private static void CollectCgroups(Machine machine, EvidenceDraft draft)
    {
        var mounts = MountTable.Of(machine);
        if (!mounts.Found(out var found))
        {
            draft.Unknown("cgroupVersion", mounts.WhyNot);
        }
        else if (found.Values.Any(mount => Type(mount) == "cgroup"))
        {
            // Controllers of version 1 count, also where version 2 stands beside them without any (hybrid).
            draft.Facts["cgroupVersion"] = 1;
        }
        else if (found.Values.Any(mount => Type(mount) == "cgroup2"))
        {
            draft.Facts["cgroupVersion"] = 2;
        }
        else
        {
            draft.Unknown("cgroupVersion", "no control groups are mounted");
        }
    }

    private static string? Type(JsonObject mount) => mount["type"]?.GetValue<string>();

    private static void Line(Machine machine, EvidenceDraft draft, JsonObject into, string field, string file) => into[field] = Text(machine, draft, $"kernel.{field}", file);

    private static string? Text(Machine machine, EvidenceDraft draft, string path, string file)
    {
        var text = machine.Root.Text(file);
        if (!text.Found(out var found))
        {
            draft.Unknown(path, $"{file}: {text.WhyNot}");
            return null;
        }

        return found.Trim();
    }
}
