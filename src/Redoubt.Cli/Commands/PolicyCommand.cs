using System.CommandLine;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt policy</c>: admission policies tested, costed and explained without a cluster.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "Test, cost and explain admission policies without a cluster.")
    {
        PolicyTestCommand.Create(),
        PolicyCostCommand.Create(),
        PolicyExplainCommand.Create(),
    };
}
