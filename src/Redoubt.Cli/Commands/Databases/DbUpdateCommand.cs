using System.CommandLine;
using Redoubt.Collect;
using Redoubt.Collect.Advisories;
using Redoubt.Run;
using Redoubt.Run.Advisories;

namespace Redoubt.Cli.Commands.Databases;

/// <summary><c>redoubt db update</c>: writes what a feed knows as controls, for <c>scan --controls</c>.</summary>
internal sealed class DbUpdateCommand
{
    private readonly Option<string> _kubernetes = new("--kubernetes") { Description = "The feed of Kubernetes' own weaknesses in the form of OSV: a file, folder or ZIP archive, or its address.", HelpName = "file|url", Required = true };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The folder that the controls are written to. [default: advisories]", HelpName = "folder", DefaultValueFactory = _ => "advisories" };

    public static Command Create()
    {
        var self = new DbUpdateCommand();
        var command = new Command("update", "Write what a newer feed knows of weaknesses as controls, to be given to `scan --controls` or named in redoubt.yaml.") { self._kubernetes, self._output };
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var folder = parsed.GetValue(_output)!;
        try
        {
            var feed = await AdvisoryFeed.ReadAsync(parsed.GetValue(_kubernetes)!, cancel).ConfigureAwait(false);
            var builtIn = BuiltInCatalog.Open();
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in AdvisoryFiles.Of(feed, builtIn))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancel).ConfigureAwait(false);
            }

            foreach (var passed in feed.PassedOver)
            {
                await Console.Error.WriteLineAsync($"redoubt: passed over: {passed}").ConfigureAwait(false);
            }

            var added = AdvisoryFiles.New(feed, builtIn).Select(advisory => advisory.Id).Distinct().Count();
            Console.WriteLine($"{added} {(added == 1 ? "weakness" : "weaknesses")} beyond those that the program was built with, as of {(feed.Newest.Length >= 10 ? feed.Newest[..10] : "an unknown day")}: redoubt scan --controls {folder} node.yaml");
            return ExitCode.Good;
        }
        catch (InvalidDataException fault)
        {
            return CollectedDocuments.Fail(fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CollectedDocuments.Fail($"{folder}: cannot be written: {SystemFault.Of(fault)}");
        }
        catch (OperationCanceledException)
        {
            return CollectedDocuments.Fail("stopped: nothing is brought up to date");
        }
    }
}
