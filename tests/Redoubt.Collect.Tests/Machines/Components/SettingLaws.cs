using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;

namespace Redoubt.Collect.Tests.Machines.Components;

/// <summary>Laws of what is in effect: flags as pflag's rules have them, told a second time and slowly; files in any grouping; the reason ends in the value.</summary>
public sealed class SettingLaws
{
    private static readonly ComponentFacts Server = ComponentFacts.All.First(facts => facts.Name == "kube-apiserver");
    private static readonly string[] Names = ["profiling", "anonymous_auth", "audit-log-path", "enable-admission-plugins", "tls-cipher-suites", "feature-gates", "audit-log-maxage"];
    private static readonly string[] Values = ["true", "false", "T", "0", "A", "A,B", "X=true", "X=false,Y=true", "--profiling", "7"];

    public static Arbitrary<string[]> Words { get; } = Gen.Elements(Names)
        .SelectMany(name => Gen.Elements(Values).SelectMany(value => Gen.Elements(0, 1, 2).Select(form => form switch { 0 => new[] { $"--{name}={value}" }, 1 => [$"--{name}", value], _ => [$"--{name}"] })))
        .ListOf(6).Select(parts => parts.SelectMany(part => part).ToArray()).ToArbitrary();

    public static Arbitrary<(int, string)[]> Lines { get; } = Gen.Choose(0, 3).SelectMany(file => Gen.Elements("podPidsLimit: 1", "podPidsLimit: 2", "seccompDefault: true", "featureGates: { A: true }", "featureGates: { A: false, B: true }").Select(line => (file, line)))
        .ListOf(5).Select(lines => lines.DistinctBy(line => (line.file, line.line.Split(':')[0])).ToArray()).ToArbitrary();

    [Property(Arbitrary = [typeof(SettingLaws)], MaxTest = 2_000)]
    public void Flags_are_read_by_the_rules_of_pflag(string[] words)
    {
        var expected = Slowly(words);
        var flags = FlagReader.Read(Server, [.. words.Select(word => new CommandWord(word))]);

        Assert.All(Server.Settings, setting => Assert.Equal(expected.GetValueOrDefault(setting.Name), FlagReader.Given(setting, flags)?.Text));
    }

    /// <summary>One word after the other, each rule on its own: the value of a flag that was given last, or all of them.</summary>
    private static Dictionary<string, string> Slowly(string[] words)
    {
        var given = new Dictionary<string, string>();
        for (var rest = words; rest.Length > 0;)
        {
            var (head, tail) = (rest[0], rest[1..]);
            rest = tail;
            if (!head.StartsWith("--", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = head[2..].Split('=', 2);
            var name = parts[0].Replace('_', '-');
            var type = Server.Setting(name)!.Type;
            var value = parts.Length == 2 ? parts[1] : type == SettingType.Bool ? "true" : tail.Length > 0 ? tail[0] : "true";
            rest = parts.Length == 1 && type != SettingType.Bool && tail.Length > 0 ? tail[1..] : rest;
            var before = given.GetValueOrDefault(name, "");
            given[name] = type switch
            {
                SettingType.Bool => value is "true" or "T" ? "true" : value is "false" or "0" ? "false" : value,
                SettingType.List => before.Length == 0 ? value : $"{before},{value}",
                SettingType.Map => Last(before, value),
                _ => value,
            };
        }
        return given;
    }

    // Of one name the last value; a single map stands as it was written.
    private static string Last(string before, string value)
    {
        if (before.Length == 0)
        {
            return value;
        }

        var all = $"{before},{value}".Split(',').Select(pair => pair.Split('=', 2)).ToArray();
        return string.Join(',', all.Select(pair => pair[0]).Distinct().Select(name => $"{name}={all.Last(pair => pair[0] == name).ElementAtOrDefault(1)}"));
    }

    [Property(Arbitrary = [typeof(SettingLaws)], MaxTest = 30)]
    public void Files_that_say_the_same_apart_or_together_have_the_same_effect((int File, string Line)[] lines)
    {
        using var apart = new CollectedNodeParts();
        using var together = new CollectedNodeParts();
        apart.Running(7, "kubelet", "--config=/etc/k.yaml", "--config-dir=/etc/d").With("etc/k.yaml", "readOnlyPort: 0\n").With("etc/d/x", "");
        together.Running(7, "kubelet", "--config=/etc/k.yaml", "--config-dir=/etc/d").With("etc/k.yaml", "readOnlyPort: 0\n").With("etc/d/x", "");
        foreach (var file in lines.GroupBy(line => line.File))
        {
            apart.With($"etc/d/{file.Key}.conf", string.Join('\n', file.Select(line => line.Line)) + "\n");
        }

        // Each line in a file of its own, in the same order, is the same drop-ins cut finer.
        foreach (var (line, index) in lines.OrderBy(line => line.File).Select((line, index) => (line, index)))
        {
            together.With($"etc/d/{index}.conf", line.Line + "\n");
        }

        Assert.All(["pod-max-pids", "seccomp-default", "feature-gates"], name => Assert.Equal(apart.Value("kubelet", name), together.Value("kubelet", name)));
    }

    [Theory]
    [InlineData("podPidsLimit", "pod-max-pids", "17")]
    [InlineData("seccompDefault", "seccomp-default", "true")]
    [InlineData("tlsMinVersion", "tls-min-version", "VersionTLS13")]
    [InlineData("featureGates", "feature-gates", "A=true")]
    public void A_setting_means_the_same_as_a_flag_and_in_the_file(string field, string flag, string value)
    {
        using var byFlag = new CollectedNodeParts();
        using var byFile = new CollectedNodeParts();
        byFlag.Running(7, "kubelet", "--config=/etc/k.yaml", $"--{flag}={value}").With("etc/k.yaml", "readOnlyPort: 0\n");
        byFile.Running(7, "kubelet", "--config=/etc/k.yaml").With("etc/k.yaml", $"{field}: {(value.Contains('=', StringComparison.Ordinal) ? $"{{ {value.Replace("=", ": ", StringComparison.Ordinal)} }}" : value)}\n");

        Assert.Equal((value, "flag"), (byFlag.Value("kubelet", flag), byFlag.Setting("kubelet", flag).From));
        Assert.Equal((value, "file"), (byFile.Value("kubelet", flag), byFile.Setting("kubelet", flag).From));
    }
}
