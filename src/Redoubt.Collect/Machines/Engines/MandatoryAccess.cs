using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>Whether the kernel has AppArmor and SELinux, for what an engine asks of them.</summary>
internal static class MandatoryAccess
{
    /// <summary>Fills <c>mandatoryAccess</c>; a module that the kernel does not show is <c>absent</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var access = new JsonObject();
        draft.Facts["mandatoryAccess"] = access;
        Set("appArmor", "/sys/module", "/sys/module/apparmor/parameters/enabled", text => text == "Y" ? "enabled" : "disabled");
        Set("seLinux", "/sys/fs", "/sys/fs/selinux/enforce", text => text == "1" ? "enforcing" : "permissive");

        void Set(string field, string above, string file, Func<string, string> word)
        {
            var text = machine.Root.Text(file);
            if (text.Found(out var found))
            {
                access[field] = word(found.Trim());
            }
            else if (text.IsAbsent && (!machine.Root.Status(above).IsAbsent || !machine.Root.Status("/sys").IsAbsent))
            {
                access[field] = "absent";
            }
            else
            {
                draft.Unknown($"mandatoryAccess.{field}", $"{file}: {text.WhyNot}");
            }
        }
    }
}
