using System.Text;
using Redoubt.Attack.Plan;

namespace Redoubt.Cli.Commands.Attack;

/// <summary>The patches of a plan as a stream of YAML, each under what to do and the command that takes it.</summary>
internal static class PlanManifests
{
    public static string Of(DepthPlan plan)
    {
        var text = new StringBuilder();
        foreach (var (number, step) in plan.Steps.Index())
        {
            foreach (var patch in step.Patches)
            {
                text.Append(text.Length == 0 ? "" : "---\n").Append($"# {number + 1}. {PlainText.Of(step.Say)}\n");
                text.Append(patch.Command.Length > 0 ? $"# {PlainText.Of(patch.Command)}\n" : $"# {PlainText.Of(patch.Object)}, as it should be collected then\n");
                text.Append(step.Missing.Length == 0 ? "" : $"# Fill in {step.Missing}.\n").Append(patch.Yaml);
            }
        }

        return text.ToString();
    }
}
