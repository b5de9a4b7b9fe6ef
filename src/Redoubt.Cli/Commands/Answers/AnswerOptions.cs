using System.CommandLine;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Report;
using Redoubt.Report.Answers;
using Redoubt.Run.Questions;

namespace Redoubt.Cli.Commands.Answers;

/// <summary>What all commands have in common that ask something of a platform: what is read, and how the answer looks.</summary>
internal sealed class AnswerOptions
{
    private static readonly string[] ScopeNames = ["part", "whole"];
    private static readonly string[] Colors = ["auto", "always", "never"];

    private readonly RenderingOptions _rendering = new("--release-namespace");
    private readonly Option<string> _format = new("--format", "-f") { Description = $"{string.Join(", ", AnswerFormats.Names)}. [default: console]", HelpName = "name" };
    private readonly Option<string> _color = new("--color") { Description = "auto, always or never. [default: auto]", HelpName = "when" };
    private readonly Option<string> _kubernetes = new("--kubernetes") { Description = "The version of the API server. [default: the evidence's, else the newest known]", HelpName = "version" };
    private readonly Option<string> _scope = new("--scope") { Description = "whole: what is given is all there is, so that no is no. part: there may be more.", HelpName = "whole|part" };
    private readonly Option<string> _config = new("--config") { Description = "The configuration. [default: redoubt.yaml in this folder, if there is one]", HelpName = "file" };
    private readonly Option<bool> _noIgnore = new("--no-ignore") { Description = "Also read the files that .gitignore names." };
    private bool _isBroken;

    public AnswerOptions(string words, string meaning) =>
        Words = new Argument<string[]>(words) { Description = meaning, Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The words of the question, and after them what is read.</summary>
    public Argument<string[]> Words { get; }

    public Option<string> Show { get; } = new("--show") { Description = "all: what is left out for people, too.", HelpName = "all" };

    /// <summary>Adds the options to a command, those of its own first.</summary>
    public void AddTo(Command command, params IEnumerable<Option> own)
    {
        command.Add(Words);
        _format.CompletionSources.Add([.. AnswerFormats.Names]);
        _scope.CompletionSources.Add(ScopeNames);
        _color.CompletionSources.Add(Colors);
        foreach (var option in (Option[])[.. own, _format, _kubernetes, _scope, _config, _color, _noIgnore, .. _rendering.All])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads what is named, asks, and writes the answer.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="paths">What is read.</param>
    /// <param name="wrong">What is wrong with the words.</param>
    /// <param name="ask">Asks; takes what is wrong with the question.</param>
    public int Run(ParseResult parsed, IReadOnlyList<string> paths, IEnumerable<string> wrong, Func<EvidenceSession, ICollection<string>, (AnswerTable Table, int Code)?> ask)
    {
        var problems = new List<string>(wrong);
        var format = Math.Max(0, Choice.Read("--format", parsed.GetValue(_format), AnswerFormats.Names, problems));
        var color = Colors[Math.Max(0, Choice.Read("--color", parsed.GetValue(_color), Colors, problems))];
        var showsAll = Choice.Read("--show", parsed.GetValue(Show), ["all"], problems) == 0;
        var request = Read(parsed, paths, problems);
        if (problems.Count > 0 || EvidenceSession.Open(request, problems) is not { } session)
        {
            return Usage.Refuse(problems, parsed);
        }

        Tell(session);
        if (ask(session, problems) is not { } answer || problems.Count > 0)
        {
            return Usage.Refuse(problems);
        }

        using var output = new StreamWriter(Console.OpenStandardOutput());
        AnswerFormats.Write(format, answer.Table, Terminal.Look(color, toFile: false) with { Detail = showsAll ? ReportDetail.All : ReportDetail.Normal }, output);
        return _isBroken ? ExitCode.NotJudged : answer.Code;
    }

    /// <summary>Reads something else that the question is about, with the same options. What could not be read is told as of the first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">What is read.</param>
    /// <param name="problems">Takes what is wrong with what was asked.</param>
    public EvidenceSession? Open(ParseResult parsed, string path, ICollection<string> problems)
    {
        var session = EvidenceSession.Open(Read(parsed, [path], problems), problems);
        if (session is not null)
        {
            Tell(session);
        }

        return session;
    }

    /// <summary>Reads several things anew, of which nothing may be missing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="paths">What is read.</param>
    /// <param name="problems">Takes what is wrong, with what could not be read.</param>
    public EvidenceSession? Open(ParseResult parsed, IReadOnlyList<string> paths, ICollection<string> problems)
    {
        var session = EvidenceSession.Open(Read(parsed, paths, problems), problems);
        foreach (var problem in session?.Problems ?? [])
        {
            problems.Add(problem);
        }

        return session;
    }

    // What could not be read is told, the rest is answered, and it ends with 2.
    private void Tell(EvidenceSession session)
    {
        _isBroken |= PolicyOutput.Tell(session.Problems);
        PolicyOutput.Note(session.Notes);
    }

    private EvidenceRequest Read(ParseResult parsed, IReadOnlyList<string> paths, ICollection<string> problems) => new()
    {
        Paths = paths,
        Configuration = parsed.GetValue(_config),
        Kubernetes = parsed.GetValue(_kubernetes),
        Scope = Choice.Read("--scope", parsed.GetValue(_scope), ScopeNames, problems) is var scope and >= 0 ? (Scope)scope : null,
        Collection = new CollectOptions
        {
            StandardInput = StandardInput.Open(paths, problems),
            HonoursIgnoreFiles = !parsed.GetValue(_noIgnore),
            Render = _rendering.Read(parsed, problems),
        },
    };
}
