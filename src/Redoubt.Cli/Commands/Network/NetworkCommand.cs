using System.CommandLine;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network</c>: what can reach what under policy, why, and what the outside can reach.</summary>
internal static class NetworkCommand
{
    public static Command Create() => new("network", "What can reach what under network policies, why, and by which doors from outside.")
    {
        ReachCommand.Create(),
        MapCommand.Create(),
        ExposedCommand.Create(),
        NetworkDiffCommand.Create(),
        NetworkTestCommand.Create(),
        LintCommand.Create(),
        SuggestCommand.Create(),
    };
}
