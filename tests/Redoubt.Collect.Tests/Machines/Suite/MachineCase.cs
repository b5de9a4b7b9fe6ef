using System.Globalization;
using System.Text.RegularExpressions;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>One machine of the suite `nodes`, and what is expected of it.</summary>
/// <param name="Folder">Its folder.</param>
internal sealed partial record MachineCase(string Folder)
{
    private readonly Dictionary<string, string> _fields = File.ReadLines(Path.Combine(Folder, "case.yaml")).Select(line => Field().Match(line)).Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('"'));

    /// <summary>The machines of the suite.</summary>
    public static IEnumerable<MachineCase> All => Directory.EnumerateDirectories(Suites.Folder("nodes")).Where(folder => File.Exists(Path.Combine(folder, "case.yaml")))
        .Order(StringComparer.Ordinal).Select(folder => new MachineCase(folder));

    /// <summary>Its name.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The day on which it is judged.</summary>
    public DateTimeOffset At => DateTimeOffset.Parse(_fields["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The version of Kubernetes; null if it has none.</summary>
    public string? Kubernetes => _fields.GetValueOrDefault("kubernetes");

    /// <summary>The user that reads; null for root.</summary>
    public uint? RunAs => _fields.TryGetValue("run-as", out var user) ? uint.Parse(user, CultureInfo.InvariantCulture) : null;

    /// <summary>The items with their verdicts.</summary>
    public IEnumerable<(string Item, string Verdict)> Expected => File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1).Select(line => line.Split(',')).Select(fields => (fields[0], fields[1]));

    [GeneratedRegex("^([a-z-]+): *(.*)$")]
    private static partial Regex Field();
}
