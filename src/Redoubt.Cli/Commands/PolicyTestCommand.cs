using System.CommandLine;
using Redoubt.Admission.Evaluate;
using Redoubt.Report;
using Redoubt.Report.Policies;
using Redoubt.Run.Policies;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt policy test</c>: what policies say of objects, or whether they say what a test file expects.</summary>
internal sealed class PolicyTestCommand
{
    private static readonly string[] Formats = ["table", "json"];

    private readonly PolicyOptions _options = new();
    private readonly Option<string> _format = new("--format", "-f") { Description = "table or json. [default: table]", HelpName = "name" };
    private readonly Option<bool> _gateUnknown = new("--gate-unknown") { Description = "Exit with 1 if a policy's answer is unknown." };
    private readonly Option<string> _show = new("--show") { Description = "all: also the objects that a policy is not about, each.", HelpName = "all" };

    public static Command Create()
    {
        var self = new PolicyTestCommand();
        var command = new Command("test", "What admission policies say of objects, or whether they say what the test files in a folder expect.")
        {
            self._options.Policies, self._options.Kubernetes, self._format, self._show, self._gateUnknown,
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
        var format = Math.Max(0, Choice.Read("--format", parsed.GetValue(_format), Formats, problems));
        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        return parsed.GetValue(_options.Resources) is { Length: > 0 } ? Judge(parsed, format) : PolicyTestFiles.Run(parsed.GetValue(_options.Policies) ?? []);
    }

    private int Judge(ParseResult parsed, int format)
    {
        var problems = new List<string>();
        var wanted = _options.Read(parsed, problems);
        var showsAll = Choice.Read("--show", parsed.GetValue(_show), ["all"], problems) == 0;
        var gatesUnknown = parsed.GetValue(_gateUnknown);
        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        var session = PolicySession.Open(wanted);
        PolicyOutput.Note(session.Notes);
        PolicyResult[] results = [.. session.Requests.SelectMany(session.Judge.Ask)];
        var isBroken = PolicyOutput.Tell([.. session.Problems, .. session.Judge.Problems.Select(problem => problem.ToString())]);
        if (format == 1)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            PolicyJson.Write(results, session.CustomResources, session.Judge.Problems, showsAll, output);
        }
        else
        {
            var look = Terminal.Look("auto", toFile: false) with { Detail = showsAll ? ReportDetail.All : ReportDetail.Normal };
            PolicyTable.Write(results, look, Console.Out);
            RuleTable.Write(session.CustomResources, look, Console.Out);
        }

        return isBroken || session.Requests.Count == 0 || Array.Exists(results, result => result.Verdict == PolicyVerdict.Error) ? ExitCode.NotJudged
            : Array.Exists(results, result => result.Verdict == PolicyVerdict.Fail || (gatesUnknown && result.Verdict == PolicyVerdict.Unknown)) || session.CustomResources.Any(result => result.IsRefused) ? ExitCode.Found
            : ExitCode.Good;
    }
}
