using System.CommandLine;
using System.Globalization;
using Redoubt.Admission.Compile;
using Redoubt.Admission.CustomResources;
using Redoubt.Run.Policies;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt policy cost</c>: what expressions can cost by the API server's estimate, against what they may.</summary>
internal sealed class PolicyCostCommand
{
    private readonly PolicyOptions _options = new();

    public static Command Create()
    {
        var self = new PolicyCostCommand();
        var command = new Command("cost", "What the expressions of policies and CustomResourceDefinitions can cost, against what they may.")
        {
            self._options.Policies, self._options.Kubernetes,
        };
        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var input = PolicyInput.Read(parsed.GetValue(_options.Policies) ?? [], parsed.GetValue(_options.Kubernetes), Console.OpenStandardInput());
        PolicyOutput.Note([.. input.Notes()]);
        var isBroken = PolicyOutput.Tell(
            [.. input.Problems, .. input.Judge.Problems.Select(problem => problem.ToString()), .. input.DefinitionProblems(cost: false)]);
        var isTooCostly = false;
        foreach (var cost in input.Judge.Costs())
        {
            isTooCostly |= cost.IsTooCostly;
            var place = cost.Expression.PositionOf(0);
            var expansion = cost.Policy.Expansion.Length > 0 ? $" ({cost.Policy.Expansion})" : "";
            Write($"{cost.Policy.Document.Origin.File}:{place.Line}:{place.Column}", $"{cost.Policy}{expansion} {cost.Field}", Range(cost), AdmissionLimits.Expression, Verdict(cost));
        }

        foreach (var report in CustomResourceRules.Check(input.Evidence.Platform, input.Minor))
        {
            isTooCostly |= report.TotalCost > DefinitionReport.TotalLimit || report.Costs.Any(cost => cost.Total > cost.Limit);
            foreach (var cost in report.Costs)
            {
                var place = $"{report.Definition.Origin.File}:{cost.At.Line}:{cost.At.Column}";
                Write(place, $"{report.Definition.Name} {report.Version} {cost.Path}", $"up to {Number(cost.Total)}", (long)cost.Limit, cost.Total > cost.Limit ? "refused" : "fits");
            }
        }

        return isBroken ? ExitCode.NotJudged : isTooCostly ? ExitCode.Found : ExitCode.Good;
    }

    private static void Write(string place, string what, string cost, long limit, string verdict) =>
        Console.Out.WriteLine($"{verdict,-10} {place}  {PolicyOutput.Plain(what)}: {cost} of {Number((ulong)limit)}");

    private static string Range(ExpressionCost cost) => cost.Estimate.Min == cost.Estimate.Max ? Number(cost.Estimate.Min)
        : cost.Estimate.Max == ulong.MaxValue ? $"{Number(cost.Estimate.Min)} to any amount"
        : $"{Number(cost.Estimate.Min)} to {Number(cost.Estimate.Max)}";

    private static string Verdict(ExpressionCost cost) => cost.IsTooCostly ? "too costly" : cost.IsSafe ? "fits" : "depends";

    private static string Number(ulong number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
