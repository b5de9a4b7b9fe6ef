using System.Text;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>What is mounted, as process 1 sees it: of several mounts at one path the last is on top.</summary>
internal static class MountTable
{
    /// <summary>The mounts by path, each as the type <c>Mount</c> of the schema; unknown where the machine does not run or its table cannot be read.</summary>
    public static Seen<SortedDictionary<string, JsonObject>> Of(Machine machine)
    {
        var running = machine.Root.HasRunningKernel();
        var file = running ? "/proc/1/mounts" : "/proc/mounts";
        var text = machine.Root.Text(file);
        if (text.IsAbsent && !running)
        {
            file = "/proc/1/mounts";
            text = machine.Root.Text(file);
        }

        if (!text.Found(out var found))
        {
            return Seen<SortedDictionary<string, JsonObject>>.Unknown($"{file}: {text.WhyNot}");
        }

        var mounts = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (line, _) in ConfigurationFiles.Lines(found))
        {
            var words = ConfigurationFiles.Words(line);
            if (words.Length >= 4)
            {
                mounts[Unescaped(words[1])] = new JsonObject
                {
                    ["device"] = Unescaped(words[0]),
                    ["options"] = EvidenceDraft.Texts(words[3].Split(',').Order(StringComparer.Ordinal)),
                    ["type"] = words[2],
                };
            }
        }

        return Seen<SortedDictionary<string, JsonObject>>.Of(mounts);
    }

    /// <summary>A path as it is: blanks, tabs, line ends, backslashes and # are octal numbers in the table (getmntent(3)).</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[(i + 1)..(i + 4)].All(c => c is >= '0' and <= '7'))
            {
                plain.Append((char)Convert.ToInt32(text[(i + 1)..(i + 4)], 8));
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }
        return plain.ToString();
    }
}
