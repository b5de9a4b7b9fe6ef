using System.CommandLine;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary>What the commands of <c>redoubt access</c> have in common: what is read, where the question is asked, how the answer looks.</summary>
internal sealed class AccessOptions(string words, string meaning)
{
    private readonly AnswerOptions _answers = new(words, meaning);
    private readonly Option<bool> _bootstrap = new("--bootstrap") { Description = "The roles and bindings that every API server makes at start are there too." };

    private bool _isBroken;

    /// <summary>The words of the question, and after them what is read.</summary>
    public Argument<string[]> Words => _answers.Words;

    public Option<string> Namespace { get; } = new("--namespace", "-n") { Description = "Ask in this namespace. [default: the whole cluster]", HelpName = "name" };

    public Option<string> Name { get; } = new("--name") { Description = "The object's name, where it could be taken for a path.", HelpName = "name" };

    public Option<string> Show => _answers.Show;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, params Option[] own) => _answers.AddTo(command, [.. own, _bootstrap]);

    /// <summary>Reads what is named, asks, and writes the answer. What a server would refuse in bindings is told, and ends with 2.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="words">The words, with those that are paths told apart.</param>
    /// <param name="ask">Asks; takes what is wrong with the question.</param>
    public int Run(ParseResult parsed, AccessWords words, Func<AccessSession, ICollection<string>, (AnswerTable Table, int Code)?> ask) =>
        _answers.Run(parsed, words.Paths, words.Problems, (evidence, problems) =>
        {
            var session = new AccessSession(evidence, parsed.GetValue(_bootstrap));
            _isBroken |= Tell(session);
            return ask(session, problems) is { } answer ? (answer.Table, _isBroken ? ExitCode.NotJudged : answer.Code) : null;
        });

    /// <summary>Reads something else that the question is about, with the same options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">What is read.</param>
    /// <param name="problems">Takes what is wrong, with what could not be read.</param>
    public AccessSession? Open(ParseResult parsed, string path, ICollection<string> problems)
    {
        if (_answers.Open(parsed, path, problems) is not { } evidence)
        {
            return null;
        }

        var session = new AccessSession(evidence, parsed.GetValue(_bootstrap));
        _isBroken |= Tell(session);
        return session;
    }

    // Of whatever is read, what a server would refuse is told and ends with 2.
    private static bool Tell(AccessSession session) => PolicyOutput.Tell([.. session.Authorization.Problems.Select(problem => $"{problem}")]);
}
