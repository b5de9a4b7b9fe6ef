using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The command line of an engine: of the process where it runs, else what its unit would start.</summary>
/// <param name="Program">The path of the program.</param>
/// <param name="Arguments">Its arguments with their places; those of a process have none.</param>
/// <param name="Process">The process; null where none runs.</param>
/// <param name="Unit">The unit; null where there is none.</param>
/// <param name="Unknown">Why it is not known what it was started with; null where it is.</param>
internal sealed record EngineCommand(string Program, IReadOnlyList<CommandWord> Arguments, MachineProcess? Process, SystemdUnit? Unit, string? Unknown)
{
    /// <summary>Finds it.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="process">The process; null if none was found.</param>
    /// <param name="unitName">The name of its unit.</param>
    /// <param name="program">What its file is called.</param>
    /// <param name="directories">Where units are looked for.</param>
    /// <returns>The command; absent where neither runs, nor is a unit or the program on the machine.</returns>
    public static Seen<EngineCommand> Of(Machine machine, MachineProcess? process, string unitName, string program, IReadOnlyList<string> directories)
    {
        var unit = SystemdUnit.Of(machine, unitName, directories).Value;
        var path = Find(machine, program).Value;
        if (process is not null)
        {
            CommandWord[] words = [.. process.Arguments.Skip(1).Select(argument => new CommandWord(argument))];
            return Seen<EngineCommand>.Of(new EngineCommand(process.Executable ?? path ?? program, words, process, unit, null));
        }

        if (unit is null && path is null)
        {
            return Seen<EngineCommand>.Absent;
        }

        var start = unit?.Start.LastOrDefault(command => command.Program.EndsWith($"/{program}", StringComparison.Ordinal));
        var unknown = !machine.Processes.IsDisk && machine.Processes.Unknown is { } reason ? reason
            : unit is null or { IsMasked: true } ? null
            : unit.Problems is [var problem, ..] ? problem
            : start is null ? $"{unit.File}: it does not say how {program} is started" : null;
        return Seen<EngineCommand>.Of(new EngineCommand(start?.Program ?? path ?? program, start?.Arguments ?? [], null, unit, unknown));
    }

    /// <summary>Where a program lies; absent where none of the directories of programs has it, unknown where one of them that may cannot be seen.</summary>
    public static Seen<string> Find(Machine machine, string program)
    {
        string? reason = null;
        foreach (var path in ProgramDirectories.Select(directory => $"{directory}/{program}"))
        {
            var status = machine.Root.Status(path);
            if (status.Value is not null)
            {
                return Seen<string>.Of(path);
            }

            reason ??= status.Reason is { } why ? $"{path}: {why}" : null;
        }
        return reason is null ? Seen<string>.Absent : Seen<string>.Unknown(reason);
    }

    private static readonly string[] ProgramDirectories = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/bin", "/sbin"];
}
