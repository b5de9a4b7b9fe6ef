using System.CommandLine;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary>What the commands of <c>redoubt network</c> have in common.</summary>
/// <param name="words">The words, as usage shows them.</param>
/// <param name="meaning">What they are.</param>
internal sealed class NetworkOptions(string words, string meaning)
{
    private readonly AnswerOptions _answers = new(words, meaning);

    /// <summary>The words of the question, and after them what is read.</summary>
    public Argument<string[]> Words => _answers.Words;

    public Option<string> Show => _answers.Show;

    public Option<string> Namespace { get; } = new("--namespace", "-n") { Description = "Only what concerns pods of this namespace. [default: all]", HelpName = "name" };

    /// <summary>Adds the options to a command, those of its own first.</summary>
    public void AddTo(Command command, params IEnumerable<Option> own) => _answers.AddTo(command, own);

    /// <summary>Reads what is named, asks, and writes the answer. Policies that a server would refuse are told, and end with 2.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="paths">What is read; this folder if nothing is named.</param>
    /// <param name="wrong">What is wrong with the words.</param>
    /// <param name="ask">Asks; takes what is wrong with the question.</param>
    public int Run(ParseResult parsed, IReadOnlyList<string> paths, IEnumerable<string> wrong, Func<NetworkSession, ICollection<string>, (AnswerTable Table, int Code)?> ask) =>
        _answers.Run(parsed, paths.Count == 0 ? ["."] : paths, wrong, (evidence, problems) =>
        {
            var session = new NetworkSession(evidence);
            var isBroken = PolicyOutput.Tell(session.Problems);
            return ask(session, problems) is { } answer ? (answer.Table, isBroken ? ExitCode.NotJudged : answer.Code) : null;
        });

    /// <summary>Reads something else that the question is about, with the same options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">What is read.</param>
    /// <param name="problems">Takes what is wrong, with what could not be read.</param>
    public NetworkSession? Open(ParseResult parsed, string path, ICollection<string> problems) => _answers.Open(parsed, path, problems) is { } evidence ? new NetworkSession(evidence) : null;
}
