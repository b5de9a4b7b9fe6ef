using System.CommandLine;

namespace Redoubt.Cli.Commands.Databases;

/// <summary><c>redoubt db</c>: what the program knows of weaknesses, brought up to date.</summary>
internal static class DbCommand
{
    public static Command Create() => new("db", "Bring what is known of weaknesses up to date.") { DbUpdateCommand.Create() };
}
