using System.CommandLine;
using Redoubt.Access;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary>A command whose words are a question about a right: who, what, on which resource.</summary>
internal static class QuestionCommand
{
    /// <summary>Asks.</summary>
    /// <param name="words">The words of the question.</param>
    /// <param name="ns">The namespace; null for the whole cluster.</param>
    /// <param name="session">What was read.</param>
    /// <param name="notes">Takes what whoever asks should know.</param>
    /// <param name="problems">Takes what is wrong with the question.</param>
    /// <returns>The answer with its exit code; null if the question makes no sense.</returns>
    public delegate (AnswerTable Table, int Code)? Ask(AccessWords words, string? ns, AccessSession session, List<string> notes, ICollection<string> problems);

    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="says">What it answers.</param>
    /// <param name="form">Its words, as usage shows them.</param>
    /// <param name="meaning">What the words are.</param>
    /// <param name="words">The words of the question, in order.</param>
    /// <param name="least">How many of them there must be.</param>
    /// <param name="ask">Asks.</param>
    public static Command Create(string name, string says, string form, string meaning, string[] words, int least, Ask ask)
    {
        var options = new AccessOptions(form, meaning);
        var command = new Command(name, says);
        options.AddTo(command, options.Namespace, options.Name);
        command.SetAction(parsed =>
        {
            var read = AccessWords.Read(parsed.GetValue(options.Words) ?? [], words, least, takesName: true, parsed.GetValue(options.Name));
            return options.Run(parsed, read, (session, problems) => ask(read, parsed.GetValue(options.Namespace), session, [], problems));
        });
        return command;
    }

    /// <summary>An answer as a word and as an exit code, and what is missing where it is not known.</summary>
    public static (string Word, int Code, string? Missing) Verdict(AccessAnswer answer) => answer.IsAllowed ? ("yes", ExitCode.Good, null)
        : answer.Missing is { } missing ? ("unknown", ExitCode.NotKnown, $"not known: {missing}")
        : ("no", ExitCode.Found, null);
}
