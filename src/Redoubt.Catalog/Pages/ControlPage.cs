using System.Text;

namespace Redoubt.Catalog.Pages;

/// <summary>A control as a page of plain text: made from its file, and nothing else.</summary>
public static class ControlPage
{
    /// <summary>The page.</summary>
    /// <param name="control">The control.</param>
    /// <param name="width">Columns.</param>
    public static string Text(Control control, int width)
    {
        var page = new StringBuilder();
        page.Append(control.Id).Append('\n').Append(control.Title).Append("\n\n");
        Row(page, "severity", control.Severity.Name());
        Row(page, "layer", control.Layer.Name());
        Row(page, "theme", control.Theme.Name());
        Row(page, "judges", Judges(control.Rule));
        Row(page, "versions", control.Rule.Kubernetes);
        Row(page, "references", string.Join("; ", control.Text.References.Select(one => $"{one.Standard} {string.Join(", ", one.Items)}")));
        Section(page, "Why", control.Text.Why, width);
        Section(page, "Fix", control.Text.Fix, width);
        Section(page, "Look at", control.Rule.Manual, width);
        Rule(page, control.Rule);
        Parameters(page, control.Rule, width);
        Example(page, control, Verdict.Fail, "Found in");
        Example(page, control, Verdict.Pass, "Good");
        return page.ToString();
    }

    private static string Judges(ControlRule rule)
    {
        var what = string.Join(", ", rule.For);
        return rule.Of.Count == 0 ? what : $"{what} ({string.Join(", ", rule.Of)})";
    }

    private static void Row(StringBuilder page, string name, string value)
    {
        if (value.Length > 0)
        {
            page.Append($"  {name,-11} {value}\n");
        }
    }

    private static void Section(StringBuilder page, string title, string text, int width)
    {
        if (text.Length == 0)
        {
            return;
        }

        page.Append('\n').Append(title).Append('\n');
        Wrap(page, text, width);
    }

    private static void Wrap(StringBuilder page, string text, int width)
    {
        var column = 0;
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                page.Append('\n');
                column = 0;
            }

            page.Append(column == 0 ? "  " : " ").Append(word);
            column += word.Length + (column == 0 ? 2 : 1);
        }

        page.Append('\n');
    }

    private static void Rule(StringBuilder page, ControlRule rule)
    {
        page.Append("\nRule\n");
        Row(page, "when", rule.When);
        Row(page, "each", rule.Each);
        Row(page, "check", rule.Check);
        Row(page, "at", string.Join(", ", rule.At));
    }

    private static void Parameters(StringBuilder page, ControlRule rule, int width)
    {
        if (rule.Parameters.Count == 0)
        {
            return;
        }

        page.Append("\nParameters\n");
        foreach (var parameter in rule.Parameters)
        {
            Wrap(page, $"{parameter.Name}: {parameter.Type} = {parameter.Default}. {parameter.Say}", width);
        }
    }

    private static void Example(StringBuilder page, Control control, Verdict verdict, string title)
    {
        if (control.Text.Examples.FirstOrDefault(example => example.Verdict == verdict) is not { } example)
        {
            return;
        }

        page.Append('\n').Append(title).Append('\n');
        foreach (var line in example.Manifests.TrimEnd().Split('\n'))
        {
            page.Append("  ").Append(line).Append('\n');
        }
    }
}
