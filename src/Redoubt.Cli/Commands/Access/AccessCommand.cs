using System.CommandLine;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access</c>: who can do what, why, and who can become whom.</summary>
internal static class AccessCommand
{
    public static Command Create() => new("access", "Who can do what by RBAC, why, and who can become whom.")
    {
        CanCommand.Create(),
        WhoCanCommand.Create(),
        AccessExplainCommand.Create(),
        MatrixCommand.Create(),
        EscalationsCommand.Create(),
        AccessDiffCommand.Create(),
        UnusedCommand.Create(),
        MinimiseCommand.Create(),
    };
}
