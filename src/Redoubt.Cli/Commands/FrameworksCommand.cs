using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt frameworks</c>: which standards there are, what they ask, and how much of it a control answers.</summary>
internal static class FrameworksCommand
{
    public static Command Create() => new("frameworks", "List frameworks, show one, and how much of each is covered.")
    {
        Of("list", "List the frameworks: name, controls, title.", needsName: false, List),
        Of("show", "Show what a framework asks, and which controls answer it.", needsName: true, Show),
        Of("coverage", "How many requirements a control answers, and which none does.", needsName: false, Coverage),
    };

    private static Command Of(string name, string description, bool needsName, Action<ControlCatalog, IReadOnlyList<Framework>> write)
    {
        var names = new Argument<string[]>("framework") { Description = "Names of frameworks.", Arity = needsName ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore, HelpName = "framework" };
        names.CompletionSources.Add(_ => BuiltInCatalog.Open().Frameworks.Select(framework => new System.CommandLine.Completions.CompletionItem(framework.Id)));
        var own = ControlsCommand.Own();
        var command = new Command(name, description) { names, own };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), parsed.GetValue(own) ?? [], problems);
            var asked = parsed.GetValue(names) ?? [];
            problems.AddRange(asked.Select(one => ConfiguredName.Objection(NameRole.Framework, one, catalog)).OfType<string>());
            if (problems.Count > 0)
            {
                return Usage.Refuse(problems);
            }

            write(catalog, [.. catalog.Frameworks.Where(framework => asked.Length == 0 || asked.Contains(framework.Id))]);
            return ExitCode.Good;
        });
        return command;
    }

    private static void List(ControlCatalog catalog, IReadOnlyList<Framework> frameworks)
    {
        var width = frameworks.Count == 0 ? 0 : frameworks.Max(framework => framework.Id.Length);
        foreach (var framework in frameworks)
        {
            Write($"{framework.Id.PadRight(width)}  {Controls(framework),3} controls  {framework.Title}");
        }
    }

    private static void Show(ControlCatalog catalog, IReadOnlyList<Framework> frameworks)
    {
        foreach (var framework in frameworks)
        {
            Write(framework.Title);
            Write(framework.Source);
            foreach (var requirement in framework.Requirements)
            {
                Write($"\n{requirement.Id}  {requirement.Title}".TrimEnd());
                string[] answers = [.. framework.Entries.Where(entry => entry.Requirement == requirement.Id).Select(entry => entry.Control)];
                foreach (var id in answers.Length > 0 ? answers : [requirement.Exempt.Length > 0 ? $"does not apply: {requirement.Exempt}" : "no control answers it"])
                {
                    Write($"  {id}" + (catalog.Find(id) is { IsManual: true } ? "  (a person must look)" : ""));
                }
            }
        }
    }

    private static void Coverage(ControlCatalog catalog, IReadOnlyList<Framework> frameworks)
    {
        foreach (var framework in frameworks)
        {
            var answered = framework.Entries.Select(entry => entry.Requirement).ToHashSet(StringComparer.Ordinal);
            FrameworkRequirement[] open = [.. framework.Requirements.Where(requirement => requirement.Exempt.Length == 0 && !answered.Contains(requirement.Id))];
            Write($"{framework.Id}: {framework.Requirements.Count - open.Length} of {framework.Requirements.Count} requirements, by {Controls(framework)} controls");
            foreach (var requirement in open)
            {
                Write($"  not answered: {requirement.Id}  {requirement.Title}".TrimEnd());
            }
        }
    }

    private static int Controls(Framework framework) => framework.Entries.Select(entry => entry.Control).Distinct(StringComparer.Ordinal).Count();

    private static void Write(string line) => Console.Out.Write(line + "\n");
}
