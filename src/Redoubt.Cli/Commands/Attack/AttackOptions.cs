using System.CommandLine;
using Redoubt.Attack;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Kubernetes.Files;
using Redoubt.Report.Answers;
using Redoubt.Run;
using Redoubt.Run.Attack;
using Redoubt.Run.Questions;

namespace Redoubt.Cli.Commands.Attack;

/// <summary>What the commands about attacks have in common: where he begins, what he is after, what has failed already.</summary>
internal sealed class AttackOptions
{
    private readonly AnswerOptions _answers = new("path", "Files, folders, charts, or -. [default: this folder]");
    private readonly Option<string> _config = new("--config") { Description = "The configuration: entries, jewels, ownImages. [default: redoubt.yaml in this folder, if there is one]", HelpName = "file" };
    private readonly Option<string[]> _from = new("--from") { Description = "Where he begins: outside, workload:NAMESPACE/NAME, user:NAME, group:NAME, sa:NAMESPACE/NAME, or an entry of the configuration.", HelpName = "entry" };
    private readonly Option<string[]> _to = new("--to") { Description = "What must not be lost: cluster-admin, all-secrets, node, secret:NAMESPACE/NAME, data:NAMESPACE/NAME.", HelpName = "jewel" };
    private readonly Option<string[]> _without = new("--without") { Description = "Take this mechanism as failed already.", HelpName = "mechanism" };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "What must fail for nobody to see it: auditing and runtime detection count too." };

    /// <summary>Whether it is asked what must fail for nobody to see it.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Adds the options to a command, those of its own first.</summary>
    public void AddTo(Command command, params IEnumerable<Option> own)
    {
        // Not before somebody asks: techniques are files that are read.
        _without.CompletionSources.Add(_ => BuiltInCatalog.Techniques.Removable);
        _answers.AddTo(command, [.. own, _from, _to, _without, _quiet, _answers.Show, _config]);
    }

    /// <summary>Reads what is named, analyses it, and writes the answer.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isForAll">Whether all minimal sets are asked for; else only with <c>--show all</c>.</param>
    /// <param name="ask">Asks; takes what is wrong with the question.</param>
    public int Run(ParseResult parsed, bool isForAll, Func<AttackQuestion, ICollection<string>, (AnswerTable Table, int Code)?> ask)
    {
        var paths = parsed.GetValue(_answers.Words) ?? [];
        return _answers.Run(parsed, paths.Length == 0 ? ["."] : paths, [], (session, problems) =>
        {
            var without = parsed.GetValue(_without) ?? [];
            foreach (var unknown in without.Except(BuiltInCatalog.Techniques.Removable))
            {
                problems.Add($"--without: `{unknown}` is no mechanism{Suggestion.Of(unknown, [.. BuiltInCatalog.Techniques.Removable])}");
            }

            return problems.Count == 0 && DepthSession.Open(session, parsed.GetValue(_config), without, parsed.GetValue(_quiet), problems) is { } analysis
                ? ask(Question(parsed, analysis, isForAll, problems) with { Session = session }, problems)
                : null;
        });
    }

    /// <summary>Reads what is named once more, with files that were not there before, and analyses it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="made">The files.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public DepthAnalysis? Again(ParseResult parsed, IEnumerable<string> made, ICollection<string> problems)
    {
        var paths = parsed.GetValue(_answers.Words) is { Length: > 0 } given ? given : ["."];
        var beyond = made.Where(file => !paths.Any(path => Directory.Exists(path) && Path.GetFullPath(file).StartsWith(Path.GetFullPath(path).TrimEnd('/') + "/", StringComparison.Ordinal)));
        return _answers.Open(parsed, [.. paths, .. beyond], problems) is { } session ? DepthSession.Open(session, parsed.GetValue(_config), parsed.GetValue(_without) ?? [], parsed.GetValue(_quiet), problems) : null;
    }

    private AttackQuestion Question(ParseResult parsed, DepthAnalysis analysis, bool isForAll, ICollection<string> problems)
    {
        var (from, to) = (new List<AttackEntry>(), new List<AttackJewel>());
        foreach (var name in parsed.GetValue(_from) ?? [])
        {
            if (analysis.Find(name) is { } entry)
            {
                from.Add(entry);
            }
            else
            {
                problems.Add($"--from: `{name}` is neither an entry nor something that runs or acts here{Suggestion.Of(name, [.. analysis.Entries.Select(one => one.Name)])}");
            }
        }

        foreach (var name in parsed.GetValue(_to) ?? [])
        {
            AttackJewel[] meant = [.. analysis.Jewels.Where(jewel => jewel.Name == name || jewel.Name.StartsWith($"{name}:", StringComparison.Ordinal))];
            to.AddRange(meant);
            if (meant.Length == 0)
            {
                problems.Add($"--to: `{name}` is no jewel here{Suggestion.Of(name, [.. analysis.Jewels.Select(one => one.Name)])}");
            }
        }

        return new AttackQuestion(analysis, from.Count > 0 ? from : analysis.Entries, to.Count > 0 ? to : analysis.Jewels, isForAll || parsed.GetValue(_answers.Show) == "all");
    }
}

/// <summary>What is asked: of which entries and which jewels.</summary>
/// <param name="Analysis">The analysis.</param>
/// <param name="From">The entries.</param>
/// <param name="To">The jewels.</param>
/// <param name="IsForAll">Whether all minimal sets are asked for, and not only the smallest.</param>
internal sealed record AttackQuestion(DepthAnalysis Analysis, IReadOnlyList<AttackEntry> From, IReadOnlyList<AttackJewel> To, bool IsForAll)
{
    /// <summary>What was read.</summary>
    public EvidenceSession? Session { get; init; }

    /// <summary>The entries with what stands between each and the jewels that are asked about.</summary>
    public IEnumerable<(EntryDepths Depths, DepthPair Pair)> Pairs =>
        from depths in Analysis.From(From, To, IsForAll) from pair in depths.Pairs select (depths, pair);
}
