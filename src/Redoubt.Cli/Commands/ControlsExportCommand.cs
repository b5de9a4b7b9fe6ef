using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Catalog.Export;
using Redoubt.Collect;
using Redoubt.Evidence.Views;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt controls export</c>: controls as policies that the API server enforces itself.</summary>
internal sealed class ControlsExportCommand
{
    private static readonly string[] Forms = ["vap"];
    private static readonly string[] Actions = [.. Enum.GetNames<ExportAction>()];

    private readonly Option<string> _form = new("--as") { Description = "vap: ValidatingAdmissionPolicies with their bindings.", HelpName = "form", Required = true };
    private readonly Option<string[]> _framework = new("--framework") { Description = "Only the controls of this framework.", HelpName = "name" };
    private readonly Option<string[]> _include = new("--include") { Description = "Only controls whose id fits.", HelpName = "glob" };
    private readonly Option<string[]> _exclude = new("--exclude") { Description = "No controls whose id fits.", HelpName = "glob" };
    private readonly Option<string[]> _action = new("--action")
    {
        Description = "What the API server does: Deny refuses, Warn tells the sender, Audit notes it. Start with Warn, of which the server shortens what is beyond 4,096 characters. May be given twice. [default: Warn]",
        HelpName = "action",
    };

    private readonly Option<string> _kubernetes = new("--kubernetes") { Description = "The version of the API server, 1.30 or newer. [default: redoubt.yaml's, or the newest known]", HelpName = "version" };
    private readonly Option<string[]> _except = new("--except-namespace") { Description = "A namespace in which the bindings do not hold, such as kube-system.", HelpName = "name" };
    private readonly Option<string> _config = new("--config") { Description = "The configuration. [default: redoubt.yaml]", HelpName = "file" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the policies go.", HelpName = "file" };
    private readonly Option<string[]> _own = ControlsCommand.Own();

    public static Command Create()
    {
        var self = new ControlsExportCommand();
        var command = new Command("export", "Write controls as policies for `kubectl apply`.")
        {
            self._form, self._framework, self._include, self._exclude, self._action, self._kubernetes, self._except, self._config, self._own, self._output,
        };
        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var problems = new List<string>();
        _ = Choice.Read("--as", parsed.GetValue(_form), Forms, problems);
        var configuration = ConfigurationSource.Read(parsed.GetValue(_config), problems);
        var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), [.. parsed.GetValue(_own) ?? [], .. configuration.Catalogs], problems);
        configuration.Check(catalog, problems);
        var controls = new Selection
        {
            Frameworks = parsed.GetValue(_framework) ?? [],
            Include = parsed.GetValue(_include) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
        }.Over(configuration).Of(catalog, problems);
        var options = new ExportOptions
        {
            KubernetesMinor = ReadMinor(parsed.GetValue(_kubernetes) ?? configuration.Kubernetes, problems),
            Actions = ReadActions(parsed.GetValue(_action) ?? [], problems),
            ExceptNamespaces = parsed.GetValue(_except) ?? [],
            Parameters = configuration.Parameters,
        };
        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        var export = PolicyExporter.Export(catalog, controls, options);
        return export.Problems.Count > 0
            ? ControlsCommand.Refuse([.. export.Problems.Select(problem => problem.ToString())])
            : Write(export, options, parsed.GetValue(_output));
    }

    private static int Write(PolicyExport export, ExportOptions options, string? file)
    {
        var text = ExportText.Of(export, options);
        try
        {
            if (file is null)
            {
                Console.Out.Write(text);
            }
            else
            {
                File.WriteAllText(file, text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ControlsCommand.Refuse([$"{file ?? "standard output"}: cannot be written: {SystemFault.Of(e)}"]);
        }

        Console.Error.WriteLine($"redoubt: {export.Policies.Count} policies, {export.LeftOut.Count} controls left out (listed at the end)");
        return ExitCode.Good;
    }

    private static int ReadMinor(string text, List<string> problems)
    {
        if (text.Length == 0)
        {
            return KubernetesVersion.NewestMinor;
        }

        if (!KubernetesVersion.TryParse(text, out var version) || version.Major != 1)
        {
            problems.Add($"`{text}` is no version of Kubernetes, such as `1.33`");
        }
        else if (version.Minor < ExportOptions.OldestMinor)
        {
            problems.Add($"ValidatingAdmissionPolicy is there from Kubernetes 1.{ExportOptions.OldestMinor} on, the target is {text}");
        }

        return Math.Max(version.Minor, ExportOptions.OldestMinor);
    }

    private static List<ExportAction> ReadActions(string[] words, List<string> problems)
    {
        if (words.Length == 0)
        {
            return [ExportAction.Warn];
        }

        var actions = words.Select(word => (ExportAction)Math.Max(0, Choice.Read("--action", word, Actions, problems))).Distinct().ToList();
        if (actions.Contains(ExportAction.Deny) && actions.Contains(ExportAction.Warn))
        {
            problems.Add("the API server takes Deny or Warn, not both: a refusal tells the sender already");
        }

        return actions;
    }
}
