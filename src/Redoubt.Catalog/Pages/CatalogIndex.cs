using System.Text;

namespace Redoubt.Catalog.Pages;

/// <summary>The contents of a catalogue in Markdown: controls by layer, and by framework what it asks and which of them answer.</summary>
public static class CatalogIndex
{
    /// <summary>The index; each control links to its page, <c>layer/name.md</c> beside it.</summary>
    /// <param name="controls">The controls.</param>
    /// <param name="frameworks">The frameworks; only those that one of the controls answers are shown.</param>
    public static string Markdown(IReadOnlyList<Control> controls, IReadOnlyList<Framework> frameworks)
    {
        var text = new StringBuilder();
        text.Append($"# Controls\n\n{controls.Count} controls. `redoubt controls show ID` prints the same pages.\n");
        foreach (var layer in controls.GroupBy(control => control.Layer).OrderBy(layer => layer.Key))
        {
            Layer(text, layer.Key.Name(), [.. layer]);
        }

        var ids = controls.Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var framework in frameworks.Where(framework => framework.Entries.Any(entry => ids.Contains(entry.Control))))
        {
            Framework(text, framework, ids);
        }

        return text.ToString();
    }

    private static void Layer(StringBuilder text, string name, IReadOnlyList<Control> controls)
    {
        text.Append($"\n## Layer {name}: {controls.Count}\n\n| control | severity | theme | what is wanted |\n|---|---|---|---|\n");
        foreach (var control in controls.OrderByDescending(control => control.Severity).ThenBy(control => control.Id, StringComparer.Ordinal))
        {
            text.Append($"| {Link(control.Id)} | {control.Severity.Name()} | {control.Theme.Name()} | {MarkdownPage.Cell(control.Title)} |\n");
        }
    }

    private static void Framework(StringBuilder text, Framework framework, HashSet<string> ids)
    {
        text.Append($"\n## Framework {framework.Id}\n\n[{MarkdownPage.Prose(framework.Title)}]({framework.Source})\n\n| asked | answered by |\n|---|---|\n");
        var answers = framework.Entries.Where(entry => ids.Contains(entry.Control)).ToLookup(entry => entry.Requirement, entry => entry.Control);
        foreach (var requirement in framework.Requirements)
        {
            var asked = MarkdownPage.Cell($"{requirement.Id} {requirement.Title}");
            var otherwise = requirement.Exempt.Length > 0 ? $"does not apply: {MarkdownPage.Cell(requirement.Exempt)}" : "no control";
            text.Append($"| {asked} | {(answers[requirement.Id].Any() ? string.Join(", ", answers[requirement.Id].Select(Link)) : otherwise)} |\n");
        }
    }

    private static string Link(string id) => $"[{id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]}]({id}.md)";
}
