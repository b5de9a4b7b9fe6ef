namespace Redoubt.Catalog.Pages;

/// <summary>All that a control says of itself: made from its file, and nothing else.</summary>
public static class ControlPage
{
    /// <summary>The page for a terminal.</summary>
    /// <param name="control">The control.</param>
    /// <param name="width">Columns.</param>
    public static string Text(Control control, int width) => PlainPage.Text(Of(control), width);

    /// <summary>The page for a browser.</summary>
    /// <param name="control">The control.</param>
    public static string Markdown(Control control) => MarkdownPage.Text(Of(control));

    private static Page Of(Control control)
    {
        (string Name, string Value)[] rows =
        [
            ("severity", string.Join(", ", control.Rule.Severities.Select(one => one.Is).DefaultIfEmpty(control.Severity).Distinct().OrderDescending().Select(one => one.Name()))),
            ("layer", control.Layer.Name()),
            ("theme", control.Theme.Name()),
            ("judges", Judges(control.Target)),
            ("versions", control.Target.Kubernetes.Length > 0 ? $"Kubernetes {control.Target.Kubernetes}" : ""),
            ("mechanism", control.Rule.Mechanism),
            ("exceptions", control.IsExceptable ? "" : "none: nothing excepts what it finds"),
            ("references", string.Join("; ", control.Text.References.Select(one => $"{one.Standard} {string.Join(", ", one.Items)}"))),
        ];
        return new(control.Id, control.Title, [.. rows.Where(row => row.Value.Length > 0)], [.. Sections(control)]);
    }

    private static IEnumerable<PageSection> Sections(Control control)
    {
        yield return new ProseSection("Why", [control.Text.Why]);
        var edit = control.Text.Edit;
        yield return new ProseSection("Fix", edit.IsEmpty ? [control.Text.Fix] : [control.Text.Fix, Command(edit)]);
        if (!edit.IsEmpty)
        {
            yield return new CodeSection("Set", "yaml", string.Join('\n', Lines(edit)));
        }

        if (control.IsManual)
        {
            yield return new ProseSection("Look at", [control.Rule.Manual]);
        }

        if (control.Rule.Check.Length > 0)
        {
            yield return new CodeSection("Rule", "", Rule(control.Rule));
        }

        if (control.Rule.Parameters.Count > 0)
        {
            yield return new ProseSection("Parameters", [.. control.Rule.Parameters.Select(one => $"`{one.Name}`, {one.Type}, by default `{one.Default}`: {one.Say}")]);
        }

        foreach (var section in control.Text.Examples.Select(Example))
        {
            yield return section;
        }
    }

    private static string Command(ControlFix edit) => edit.Unsafe.Length == 0 && edit.Otherwise is not { Unsafe.Length: > 0 } ? "`redoubt fix` writes it." : $"`redoubt fix --unsafe` writes it: {edit.Unsafe}.";

    private static IEnumerable<string> Lines(ControlFix edit) =>
    [
        .. edit.Set.Select(field => $"{field.Path}: {field.Json}"),
        .. edit.Compute.Select(field => $"{field.Path}: # {field.Cel}"),
        .. edit.Add.Select(field => $"# add {field.Json} to {field.Path}"),
        .. edit.Remove.Select(path => $"# remove {path}"),
        .. edit.When.Length == 0 ? Array.Empty<string>() : [$"# where {edit.When}"],
        .. edit.Otherwise is { } other ? Lines(other).Prepend("# otherwise") : [],
    ];

    private static string Judges(ControlTarget target)
    {
        var what = string.Join(", ", target.For);
        return target.Of.Count == 0 ? what : $"{what} ({string.Join(", ", target.Of)})";
    }

    private static string Rule(ControlRule rule)
    {
        (string Name, string Value)[] parts =
            [("when", rule.When), ("each", rule.Each), ("check", rule.Check), ("at", string.Join(", ", rule.At)), ("message", rule.Message)];
        return string.Join('\n', parts.Where(part => part.Value.Length > 0)
            .Select(part => $"{part.Name,-8} {part.Value.Trim().Replace("\n", "\n         ", StringComparison.Ordinal)}"));
    }

    private static CodeSection Example(ControlExample example)
    {
        var verdict = example.Verdict switch
        {
            Verdict.Fail => "Found in",
            Verdict.Pass => "Good",
            Verdict.Unknown => "Not known of",
            _ => "Does not apply to",
        };
        string[] under =
        [
            .. example.Kubernetes.Length > 0 ? [$"Kubernetes {example.Kubernetes}"] : Array.Empty<string>(),
            .. example.Parameters.Select(parameter => $"{parameter.Name}: {parameter.Json}"),
            .. example.Whole ? Array.Empty<string>() : ["not all that is there"],
        ];
        return new(under.Length > 0 ? $"{verdict} ({string.Join("; ", under)})" : verdict, "yaml", example.Manifests);
    }
}
