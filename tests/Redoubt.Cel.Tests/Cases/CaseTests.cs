using System.Globalization;
using System.Runtime.CompilerServices;
using Redoubt.Cel.Check;
using Redoubt.Cel.Parse;

namespace Redoubt.Cel.Tests.Cases;

/// <summary>
/// One folder per case: <c>input.cel</c>, and beside it what each stage makes of it. With REDOUBT_ACCEPT=1 the notes are written anew.
/// A line <c>// x: type = value</c> at the top declares a variable; <c>// define f: body</c> a definition.
/// </summary>
public sealed class CaseTests
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1";

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Folder()).Select(folder => System.IO.Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_stage_makes_of_a_case_what_its_note_says(string name)
    {
        var folder = System.IO.Path.Combine(Folder(), name);
        var notes = Notes(File.ReadAllText(System.IO.Path.Combine(folder, "input.cel")));
        foreach (var (stage, note) in notes)
        {
            var file = System.IO.Path.Combine(folder, stage + ".txt");
            if (Accepts)
            {
                File.WriteAllText(file, note);
            }

            Assert.Equal(File.ReadAllText(file), note);
        }
    }

    private static Dictionary<string, string> Notes(string input)
    {
        var builder = Language.Builder().Function(CelFunction.Global(
            "unknown", "test_unknown", [CelType.String], CelType.Dyn, arguments => CelValue.Unknown(new CelMissing(arguments[0].AsString(), "not collected"))));
        List<(string Name, CelValue Value)> variables = [];
        var lines = input.Split('\n');
        foreach (var line in lines.TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)))
        {
            Declare(builder, line[2..].Trim(), variables);
        }

        var text = string.Join('\n', lines.SkipWhile(line => line.StartsWith("//", StringComparison.Ordinal))).TrimEnd('\n');
        return Stages(builder.Build(), text, variables);
    }

    private static void Declare(CelEnvironmentBuilder builder, string line, List<(string Name, CelValue Value)> variables)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (line.StartsWith("define ", StringComparison.Ordinal))
        {
            builder.Define(line["define ".Length..colon], line[(colon + 1)..].Trim());
            return;
        }
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        builder.Variable(line[..colon], TypeText.Read(line[(colon + 1)..equals]));
        var value = Language.Compile(builder.Build(), line[(equals + 1)..], new CelOptions { Check = false, Fold = false });
        variables.Add((line[..colon], TestSource.Wrap(value.Evaluate())));
    }

    private static Dictionary<string, string> Stages(CelEnvironment environment, string text, List<(string Name, CelValue Value)> variables)
    {
        Dictionary<string, string> notes = [];
        var parsed = environment.Definitions.Expand(Parser.Parse(text, environment.Parts));
        notes["tree"] = parsed.Problems.IsEmpty ? TreePrinter.Print(parsed) : Show(parsed.Problems);
        if (!parsed.Problems.IsEmpty)
        {
            return notes;
        }

        var types = Checker.Check(environment.Names, parsed, null, []);
        notes["types"] = types.Problems.IsEmpty ? TreePrinter.Print(parsed, types) : Show(types.Problems);
        if (!types.Problems.IsEmpty)
        {
            return notes;
        }

        var program = Language.Compile(environment, text);
        notes["plan"] = PlanPrinter.Print(program.Root) + string.Concat(program.AttributePaths.Select(path => $"reads {path}\n"));
        var frame = new CelFrame(environment) { Recorder = new CelRecorder() };
        foreach (var (name, bound) in variables)
        {
            frame[name] = bound;
        }

        var value = program.Evaluate(frame);
        var place = value.Kind == CelKind.Error ? $" at {program.Locate(value).Start}" : "";
        notes["value"] = $"{value}{place}\n";
        var estimate = program.EstimateCost((_, _) => null);
        notes["cost"] = string.Create(CultureInfo.InvariantCulture, $"{frame.Recorder.Cost}\nestimated {estimate.Min} to {Shown(estimate.Max)}\n");
        return notes;
    }

    private static string Shown(ulong most) => most == ulong.MaxValue ? "any" : most.ToString(CultureInfo.InvariantCulture);

    private static string Show(IEnumerable<CelProblem> problems) =>
        string.Concat(problems.Select(problem => $"{problem.Span.Start}+{problem.Span.Length} {problem.Code}: {problem}\n"));

    private static string Folder([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
