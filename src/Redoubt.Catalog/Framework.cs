namespace Redoubt.Catalog;

/// <summary>
/// A standard, a benchmark, a guide: it names and orders its requirements. Which controls answer a requirement is what the controls' own
/// references say, so that a rule is one file and cannot drift from the framework.
/// </summary>
/// <param name="Id">Its name on the command line: <c>pss-restricted</c>.</param>
/// <param name="Title">Its full name.</param>
/// <param name="Source">Where it is published.</param>
/// <param name="Standard">The key under which controls refer to it: <c>cis</c>.</param>
/// <param name="Requirements">Its requirements, in its own order.</param>
public sealed record Framework(string Id, string Title, string Source, string Standard, IReadOnlyList<FrameworkRequirement> Requirements)
{
    /// <summary>The controls by requirement, in the framework's order; within one, the most severe first.</summary>
    public IReadOnlyList<FrameworkEntry> Entries { get; init; } = [];

    /// <summary>The framework with what these controls say of it; a control of an id that it has is replaced.</summary>
    /// <param name="controls">The controls.</param>
    public Framework With(IReadOnlyList<Control> controls)
    {
        var ids = controls.Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        var referred = controls.OrderByDescending(control => control.Severity).ThenBy(control => control.Id, StringComparer.Ordinal)
            .SelectMany(control => control.Text.References.Where(reference => reference.Standard == Standard), (control, reference) => (control.Id, reference.Items));
        var all = Entries.Where(entry => !ids.Contains(entry.Control))
            .Concat(referred.SelectMany(one => one.Items, (one, item) => new FrameworkEntry(one.Id, item))).ToLookup(entry => entry.Requirement);
        return this with { Entries = [.. Requirements.SelectMany(requirement => all[requirement.Id]).Distinct()] };
    }
}

/// <summary>One item of a framework.</summary>
/// <param name="Id">Its number or name, as controls refer to it.</param>
/// <param name="Title">What it is called; empty where its number says it.</param>
/// <param name="Exempt">Why it does not apply to what Redoubt judges, whatever the evidence says; empty where it does.</param>
public readonly record struct FrameworkRequirement(string Id, string Title, string Exempt = "");

/// <summary>A control that answers a requirement.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Requirement">The requirement's id.</param>
public readonly record struct FrameworkEntry(string Control, string Requirement);
