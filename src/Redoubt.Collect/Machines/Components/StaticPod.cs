using Redoubt.Collect.Machines.Root;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Machines.Components;

/// <summary>A container of a static pod that runs a component.</summary>
/// <param name="File">The manifest; empty where an API server shows the pod.</param>
/// <param name="Component">The component; empty where it runs none that is known.</param>
/// <param name="Arguments">The words behind the program's name, each with its line.</param>
/// <param name="Environment">The variables that the manifest gives it by value.</param>
/// <param name="Version">The version by the image's tag; null if that tells none.</param>
internal sealed record StaticPod(string File, string Component, IReadOnlyList<CommandWord> Arguments, IReadOnlyList<(string Name, SettingValue Value)> Environment, string? Version)
{
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];

    /// <summary>What a file of the directory of static pods runs.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="file">The file.</param>
    /// <param name="problems">Takes why it cannot be read.</param>
    public static IReadOnlyList<StaticPod> Read(MachineRoot root, string file, ICollection<string> problems)
    {
        var text = root.Text(file);
        if (!text.Found(out var found))
        {
            problems.Add($"{file}: {text.WhyNot}");
            return [];
        }

        var faults = new List<FilePlace>();
        var pods = ValueReader.Read(file, found, faults);
        foreach (var fault in faults)
        {
            problems.Add(fault.ToString());
        }

        return [.. pods.SelectMany(pod => pod["spec"]["containers"].AllItems()).Select(container => Container(file, container))];
    }

    /// <summary>What a container of a static pod runs.</summary>
    /// <param name="file">Where its words stand; empty where no file is seen.</param>
    /// <param name="container">The container.</param>
    public static StaticPod Container(string file, Node container)
    {
        CommandWord[] words = [.. container["command"].AllItems().Concat(container["args"].AllItems()).Select(word => new CommandWord(word.ScalarText() ?? "", file, word.Line))];
        var start = Array.FindIndex(words, word => ComponentOf(word.Text) is not null);
        if (words.Length > 0 && Shells.Contains(Last(words[0].Text)))
        {
            words = [.. words.Skip(1).SelectMany(Shell)];
            start = Array.FindIndex(words, word => ComponentOf(word.Text) is not null);
        }

        var environment = container["env"].AllItems().Where(one => one["value"].ScalarText() is not null)
            .Select(one => (one["name"].AsString() ?? "", new SettingValue("environment", one["value"].ScalarText()!, file, one["value"].Line)));
        return new StaticPod(file, start < 0 ? "" : ComponentOf(words[start].Text)!, start < 0 ? [] : words[(start + 1)..], [.. environment], ComponentVersion.OfImage(container["image"].AsString()));
    }

    // Some distributions start components in a shell that keeps their log: the words up to where the output goes.
    private static IEnumerable<CommandWord> Shell(CommandWord script) => script.Text
        .Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .TakeWhile(word => !word.Contains('>', StringComparison.Ordinal) && word is not ("|" or "||" or "&" or "&&" or ";"))
        .Select(word => script with { Text = word.Trim('"', '\'') });

    private static string? ComponentOf(string word) => ComponentFacts.All.FirstOrDefault(facts => Last(word) == facts.Name)?.Name;

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];
}
