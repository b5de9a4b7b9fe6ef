using System.CommandLine;
using Redoubt.Admission.Evaluate;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Run.Policies;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt policy explain</c>: which condition, which value, which line.</summary>
internal sealed class PolicyExplainCommand
{
    private readonly PolicyOptions _options = new();

    public static Command Create()
    {
        var self = new PolicyExplainCommand();
        var command = new Command("explain", "Why admission policies say what they say: every expression, its value, what it read and where that stands.")
        {
            self._options.Policies, self._options.Kubernetes,
        };
        foreach (var option in self._options.ForRequests)
        {
            command.Add(option);
        }

        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var problems = new List<string>();
        var wanted = _options.Read(parsed, problems);
        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        var session = PolicySession.Open(wanted);
        PolicyOutput.Note(session.Notes);
        var holders = session.Evidence.Platform.Documents.ToLookup(document => document.Root.Tape);
        var isBroken = PolicyOutput.Tell([.. session.Problems, .. session.Judge.Problems.Select(problem => problem.ToString())]);
        foreach (var request in session.Requests)
        {
            PolicyResult[] results = [.. session.Judge.Explain(request)];
            PolicyResult[] asked = [.. results.Where(result => result.Verdict != PolicyVerdict.Unselected)];
            foreach (var result in asked.Length > 0 ? asked : results)
            {
                Explain(result, holders);
            }
        }

        return isBroken || session.Requests.Count == 0 ? ExitCode.NotJudged : ExitCode.Good;
    }

    private static void Explain(PolicyResult result, ILookup<Tape, Document> holders)
    {
        var file = result.Policy.Document.Origin.File;
        var expansion = result.Policy.Expansion.Length > 0 ? $" ({result.Policy.Expansion})" : "";
        Say(0, result, $"{result.Policy}{expansion} on {result.Request.Operation} {result.Request.Resource.Kind}/{result.Request.Name}: {result.Verdict.ToString().ToLowerInvariant()}");
        if (result.Why.Length > 0)
        {
            Say(2, result, result.Why);
        }

        foreach (var one in result.Evaluated)
        {
            var place = one.Expression.PositionOf(0);
            Say(2, result, $"{file}:{place.Line}:{place.Column}  {(one.Name.Length > 0 ? $"variables.{one.Name}" : "expression")} = {one.Value}  (cost {one.Cost})");
            Say(6, result, one.Expression.Text.Trim());
            foreach (var read in one.Reads)
            {
                var holder = read.At.Exists ? holders[read.At.Tape].FirstOrDefault() : null;
                Say(6, result, $"{(holder is null ? "" : $"{holder.PlaceOf(read.At)}  ")}{read.Path} = {read.Value}");
            }
        }

        foreach (var decision in result.Decisions.Where(decision => decision.Message.Length > 0))
        {
            Say(2, result, decision.Message);
        }
    }

    private static void Say(int indent, PolicyResult result, string text)
    {
        foreach (var line in (result.Request.Redactor?.Safe(text) ?? text).Split('\n'))
        {
            Console.Out.WriteLine(new string(' ', indent) + PolicyOutput.Plain(line.TrimEnd()));
        }
    }
}
