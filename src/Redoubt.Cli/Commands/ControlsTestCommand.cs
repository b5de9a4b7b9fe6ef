using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Pages;
using Redoubt.Evidence.Views;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt controls test</c>: runs the examples of controls.</summary>
internal static class ControlsTestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Control files or folders; without one, the built-in controls.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("test", "Run the examples of controls: their verdicts and the lines marked `# found`.") { paths };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var builtIn = BuiltInCatalog.Open();
            var given = parsed.GetValue(paths) ?? [];
            var own = OwnCatalogs.Read(builtIn, given, problems);
            // What is broken is told, and what is sound is tested all the same.
            var broken = problems.Count > 0 ? Usage.Refuse(problems) : ExitCode.Good;
            var controls = given.Length == 0 ? builtIn.Controls : own.Sound;
            foreach (var costly in new PlatformJudge(own.Whole, controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor }).Costly())
            {
                Console.Error.WriteLine($"redoubt: warning: {PlainText.Of(costly.ToString())}");
            }

            return Math.Max(broken, Run(own.Whole, controls));
        });
        return command;
    }

    private static int Run(ControlCatalog catalog, IReadOnlyList<Control> controls)
    {
        var wrong = 0;
        var examples = 0;
        foreach (var control in controls)
        {
            examples += control.Text.Examples.Count;
            foreach (var problem in ExampleTest.Run(catalog, control))
            {
                wrong++;
                Console.Out.WriteLine($"{control.Id}: example {problem.Example}, line {problem.Line}: {problem.Message}");
            }
        }

        Console.Out.WriteLine($"{controls.Count} controls, {examples} examples, {wrong} wrong");
        return wrong > 0 ? ExitCode.Found : ExitCode.Good;
    }
}
