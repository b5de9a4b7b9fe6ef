using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Settings of the kernel: what is in force, and what the files say that the next start will set (sysctl.d(5)).</summary>
internal static class SysctlFacts
{
    // sysctl.d(5), and /lib for systems that are not merged. /etc/sysctl.conf counts where a link of these names it, as on Debian.
    private static readonly string[] Directories = ["/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d"];

    /// <summary>Fills <c>sysctls</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var foreign = Namespaces.WhyForeignNetwork(machine.Root);
        var problems = new List<string>();
        var written = Written(machine, problems);
        var sysctls = new JsonObject();
        draft.Facts["sysctls"] = sysctls;
        foreach (var name in Asked.Sysctls)
        {
            var sysctl = Live(machine, draft, name, foreign);
            sysctls[name] = sysctl;
            if (problems.Count > 0)
            {
                draft.Unknown($"sysctls{EvidenceDraft.Key(name)}.next", problems[0]);
            }
            else if (written.LastOrDefault(line => line.Fits(name)) is { } line)
            {
                sysctl["file"] = line.File;
                sysctl["line"] = line.Number;
                sysctl["next"] = line.Value;
            }
        }
    }

    private static JsonObject Live(Machine machine, EvidenceDraft draft, string name, string? foreign)
    {
        var sysctl = new JsonObject { ["name"] = name };
        var path = $"sysctls{EvidenceDraft.Key(name)}.value";
        if (foreign is not null && name.StartsWith("net.", StringComparison.Ordinal))
        {
            draft.Unknown(path, foreign);
            return sysctl;
        }

        var file = $"/proc/sys/{name.Replace('.', '/')}";
        var text = machine.Root.Text(file);
        if (text.Found(out var value))
        {
            sysctl["value"] = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        else if (text.Reason is not null || !Asked.OnlySomeKernels(name))
        {
            draft.Unknown(path, $"{file}: {text.WhyNot}");
        }

        return sysctl;
    }

    private static List<Line> Written(Machine machine, List<string> problems)
    {
        var lines = new List<Line>();
        foreach (var file in ConfigurationFiles.Of(machine.Root, Directories, ".conf", problems))
        {
            var text = machine.Root.Text(file);
            if (text.Reason is { } reason)
            {
                problems.Add($"{file}: {reason}");
            }

            foreach (var (line, number) in ConfigurationFiles.Lines(text.Value ?? ""))
            {
                if (line.Length > 0 && line[0] is not ('#' or ';') && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                {
                    lines.Add(new Line(Name(line[..equals].Trim().TrimStart('-')), line[(equals + 1)..].Trim(), file, number));
                }
            }
        }
        return lines;
    }

    // `net/ipv4/conf/eth0.1/x` and `net.ipv4.conf.eth0/1.x` are one name: the first separator says which of the two is the other's.
    private static string Name(string written)
    {
        var slash = written.IndexOf('/', StringComparison.Ordinal);
        var dot = written.IndexOf('.', StringComparison.Ordinal);
        return slash >= 0 && (dot < 0 || slash < dot) ? string.Concat(written.Select(c => c == '/' ? '.' : c == '.' ? '/' : c)) : written;
    }

    private sealed record Line(string Name, string Value, string File, int Number)
    {
        /// <summary>Whether the line sets a setting; <c>*</c> and <c>?</c> stand for parts of a name (glob(7)).</summary>
        public bool Fits(string name) => Name == name
            || (Name.AsSpan().IndexOfAny('*', '?') >= 0 && Regex.IsMatch(name, $"^{Regex.Escape(Name).Replace("\\*", "[^.]*", StringComparison.Ordinal).Replace("\\?", "[^.]", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking));
    }
}
