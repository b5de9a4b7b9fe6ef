namespace Redoubt.Collect.Machines.Units;

/// <summary>
/// The variables that a unit gives to its program: <c>Environment=</c>, over it each <c>EnvironmentFile=</c> in turn, without what <c>UnsetEnvironment=</c> names (systemd.exec(5)).
/// What the manager itself has, and <c>PassEnvironment=</c> passes on, is not known from files.
/// </summary>
internal static class UnitEnvironment
{
    /// <summary>The variables by name.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="problems">Takes what is named and cannot be read, a line each.</param>
    public static IReadOnlyDictionary<string, CommandWord> Of(Machine machine, SystemdUnit unit, ICollection<string> problems)
    {
        var variables = new SortedDictionary<string, CommandWord>(StringComparer.Ordinal);
        foreach (var setting in unit.Values("Service", "Environment"))
        {
            foreach (var word in Words(setting, problems))
            {
                Add(variables, UnitSpecifiers.Resolve(word.Text, unit.Name, machine.Name), setting.File, setting.LineAt(word.Start));
            }
        }

        foreach (var setting in unit.Values("Service", "EnvironmentFile"))
        {
            AddFile(machine, UnitSpecifiers.Resolve(setting.Value, unit.Name, machine.Name), variables, setting, problems);
        }

        foreach (var word in unit.Values("Service", "UnsetEnvironment").SelectMany(setting => Words(setting, problems)))
        {
            var (name, value) = Split(word.Text);
            if (variables.TryGetValue(name, out var there) && (value is null || there.Text == value))
            {
                variables.Remove(name);
            }
        }
        return variables;
    }

    private static void AddFile(Machine machine, string value, SortedDictionary<string, CommandWord> variables, UnitSetting setting, ICollection<string> problems)
    {
        var optional = value.StartsWith('-');
        var pattern = optional ? value[1..] : value;
        var files = FilePattern.IsOne(pattern) ? FilePattern.Files(machine.Root, pattern, problems) : [pattern];
        foreach (var file in files)
        {
            var text = machine.Root.Text(file);
            if (!text.Found(out var found))
            {
                // Without a dash the unit does not start where its file is missing: what runs was started by something else.
                if (!optional || !text.IsAbsent)
                {
                    problems.Add($"{file}: {text.WhyNot}, though {setting.File} line {setting.Line} names it");
                }

                continue;
            }

            foreach (var (name, set, line) in EnvironmentText.Variables(found))
            {
                Add(variables, $"{name}={set}", file, line);
            }
        }
    }

    private static void Add(SortedDictionary<string, CommandWord> variables, string assignment, string file, int line)
    {
        var (name, value) = Split(assignment);
        if (value is not null && IsName(name))
        {
            variables[name] = new CommandWord(value, file, line, "environment");
        }
    }

    private static IReadOnlyList<UnitWords.Word> Words(UnitSetting setting, ICollection<string> problems)
    {
        if (UnitWords.Cut(setting.Value) is { } words)
        {
            return words;
        }

        problems.Add($"{setting.File}: line {setting.Line}: {setting.Key} has a quote that does not end or an escape that is none");
        return [];
    }

    private static (string Name, string? Value) Split(string assignment) =>
        assignment.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals ? (assignment[..equals], assignment[(equals + 1)..]) : (assignment, null);

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
