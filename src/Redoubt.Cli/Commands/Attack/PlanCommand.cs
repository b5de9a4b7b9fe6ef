using System.CommandLine;
using System.Globalization;
using Redoubt.Attack;
using Redoubt.Attack.Plan;
using Redoubt.Report.Answers;
using Redoubt.Run.Attack;

namespace Redoubt.Cli.Commands.Attack;

/// <summary><c>redoubt plan</c>: what to do first, so that nothing is lost by fewer failures than asked for.</summary>
internal static class PlanCommand
{
    private const int UsualDepth = 2;
    private const int MostRests = 6;

    public static Command Create()
    {
        var options = new AttackOptions();
        var depth = new Option<string>("--depth") { Description = $"How many things must have to fail before it is lost, 1 to 4. [default: {UsualDepth}]", HelpName = "number" };
        var budget = new Option<string>("--budget") { Description = "The most effort; a field is 1, a change of how something works is 4. [default: all that it takes]", HelpName = "number" };
        var command = new Command("plan", "What to do first: the least work after which nothing is lost by a single failure, each step ready to apply.");
        var write = new Option<bool>("--write") { Description = "Write into the files what leaves nothing to fill in, read all again, and see that it holds." };
        options.AddTo(command, depth, budget, write);
        command.SetAction(parsed => options.Run(parsed, isForAll: false, (question, problems) =>
        {
            var wanted = Number(parsed.GetValue(depth), "--depth", 1, DepthPlan.MostDepth, problems) ?? UsualDepth;
            var most = Number(parsed.GetValue(budget), "--budget", 0, int.MaxValue, problems);
            if (problems.Count > 0)
            {
                return null;
            }

            var plan = question.Analysis.PlanFor(wanted, question.From, question.To, most);
            return !parsed.GetValue(write) ? (Table(plan, []), ExitCode.Good) : Write(plan, question, made => options.Again(parsed, made, problems));
        }));
        return command;
    }

    /// <summary>Reads a number; null where none is given, or, with a problem, where it is none.</summary>
    public static int? Number(string? text, string option, int least, int most, ICollection<string> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add($"{option}: `{text}` is no number{(most == int.MaxValue ? "" : $" from {least} to {most}")}");
        return null;
    }

    // What was claimed is asked of the files as they are now.
    private static (AnswerTable, int) Write(DepthPlan plan, AttackQuestion question, Func<IEnumerable<string>, DepthAnalysis?> again)
    {
        var written = PlanFiles.Write(plan.Writing, question.Session!);
        var below = again(written.Made)?.CountBelow(plan.Depth, [.. question.From.Select(entry => entry.Name)], [.. question.To.Select(jewel => jewel.Name)]);
        var holds = below == plan.Writing.Below;
        string[] notes =
        [
            .. written.Edited.Select(file => $"{file} is edited"), .. written.Made.Select(file => $"{file} is made"),
            .. plan.Writing.Left.Select(one => $"left to do: {one.Say} ({one.Why})"),
            .. holds ? [$"read again: {below} ways in are below depth {plan.Depth} now, as planned"] : Array.Empty<string>(),
        ];
        string[] problems =
        [
            .. written.Refused,
            .. holds ? Array.Empty<string>() : [below is null ? "what was written could not be read again" : $"read again: {below} ways in are below depth {plan.Depth} now; planned were {plan.Writing.Below} with all of it written"],
        ];
        return (Table(plan, notes), PolicyOutput.Tell(problems) ? ExitCode.NotJudged : ExitCode.Good);
    }

    private static AnswerTable Table(DepthPlan plan, IReadOnlyList<string> written) => new()
    {
        Topic = "plan",
        Command = "plan",
        Question = $"what to do first, so that {plan.Depth} things must fail before anything is lost?",
        NamesCells = true,
        Columns = ["step", "effort", "raises", "leaves", "do"],
        Empty = plan.Below == 0 ? "nothing: it is so already" : "nothing that could be proposed",
        Rows = [.. Rows(plan)],
        Notes = [.. written, .. Notes(plan)],
        Attachment = plan.Steps.Count == 0 ? null : PlanManifests.Of(plan),
        AttachmentHint = "the patches, ready to apply: --format yaml",
    };

    private static IEnumerable<AnswerRow> Rows(DepthPlan plan)
    {
        foreach (var (number, step) in plan.Steps.Index())
        {
            yield return new AnswerRow([Text(number + 1), Text(step.Effort), Text(step.Raises), Text(step.Leaves), step.Say])
            {
                Because = [.. step.Patches.Select(patch => new AnswerReason(patch.Object, Place(patch), step.Missing.Length == 0 ? "" : $"Fill in {step.Missing}."))],
            };
        }
    }

    private static IEnumerable<string> Notes(DepthPlan plan)
    {
        if (plan.Steps.Count > 0)
        {
            yield return $"{plan.Below} ways in are below depth {plan.Depth} now, {plan.Rests.Count} after it; computed again on the platform as it will be";
            yield return plan.Beyond.Count > 0 ? $"the budget leaves out {plan.Beyond.Count} more steps of effort {plan.Beyond.Sum(step => step.Effort)}"
                : plan.AtLeast == plan.Effort ? $"effort {plan.Effort}: no plan that does as much takes less"
                : $"effort {plan.Effort}: a plan that does as much takes {plan.AtLeast} at least";
        }

        foreach (var rest in plan.Rests.GroupBy(rest => (rest.Jewel, rest.Depth, rest.Why)).Take(MostRests))
        {
            yield return $"{rest.Key.Jewel} stays at {rest.Key.Depth} from {string.Join(", ", rest.Select(one => one.Entry).Take(3))}{(rest.Count() > 3 ? $" and {rest.Count() - 3} more" : "")}{(rest.Key.Why.Length == 0 ? ": the plan ends before" : $": no fix is known for the last step, {rest.Key.Why}")}";
        }

        if (plan.Rests.GroupBy(rest => (rest.Jewel, rest.Depth, rest.Why)).Count() - MostRests is > 0 and var more)
        {
            yield return $"and {more} more that no known fix raises";
        }

        foreach (var note in plan.Notes)
        {
            yield return note;
        }
    }

    private static string Place(PlanPatch patch) => patch.Document is { } document ? $"{document.PlaceOf(patch.At.Exists ? patch.At : document.Mention)}" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
