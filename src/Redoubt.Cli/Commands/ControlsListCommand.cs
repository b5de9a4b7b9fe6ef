using System.CommandLine;
using System.Text;
using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Catalog.Pages;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt controls list</c>.</summary>
internal static class ControlsListCommand
{
    public static Command Create()
    {
        var framework = new Option<string[]>("--framework") { Description = "Only the controls of this framework.", HelpName = "name" };
        var include = new Option<string[]>("--include") { Description = "Only controls whose id fits.", HelpName = "glob" };
        var format = new Option<string>("--format", "-f") { Description = "table, json or markdown, the index of the pages that `controls show` prints. [default: table]", HelpName = "name" };
        var own = ControlsCommand.Own();
        var command = new Command("list", "List the controls: id, severity, title.") { framework, include, format, own };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var form = Choice.Read("--format", parsed.GetValue(format), ["table", "json", "markdown"], problems);
            var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), parsed.GetValue(own) ?? [], problems);
            var controls = new Selection { Frameworks = parsed.GetValue(framework) ?? [], Include = parsed.GetValue(include) ?? [] }.Of(catalog, problems);
            if (problems.Count > 0)
            {
                return ControlsCommand.Refuse(problems);
            }

            using var output = new BufferedStream(Console.OpenStandardOutput());
            switch (form)
            {
                case 1: WriteJson(output, controls); break;
                case 2: output.Write(Encoding.UTF8.GetBytes(CatalogIndex.Markdown(controls, catalog.Frameworks))); break;
                default: WriteTable(output, controls); break;
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static void WriteTable(Stream output, IReadOnlyList<Control> controls)
    {
        var width = controls.Count == 0 ? 0 : controls.Max(control => control.Id.Length);
        using var writer = new StreamWriter(output);
        foreach (var control in controls)
        {
            writer.Write($"{control.Id.PadRight(width)}  {control.Severity.Name(),-8}  {control.Title}\n");
        }
    }

    private static void WriteJson(Stream output, IReadOnlyList<Control> controls)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartArray();
        foreach (var control in controls)
        {
            writer.WriteStartObject();
            writer.WriteString("id", control.Id);
            writer.WriteString("title", control.Title);
            writer.WriteString("layer", control.Layer.Name());
            writer.WriteString("theme", control.Theme.Name());
            writer.WriteString("severity", control.Severity.Name());
            writer.WriteString("why", control.Text.Why);
            writer.WriteString("fix", control.Text.Fix);
            writer.WriteStartObject("references");
            foreach (var (standard, items) in control.Text.References)
            {
                writer.WriteStartArray(standard);
                foreach (var item in items)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
