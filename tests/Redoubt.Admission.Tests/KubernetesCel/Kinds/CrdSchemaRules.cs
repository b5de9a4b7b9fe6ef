using Redoubt.Evidence;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>The rules in a schema over an object: all errors, warnings and notes, and what is left of the budget.</summary>
internal sealed class CrdSchemaRules : RowKind
{
    public override string Name => "CRD schema";

    public override bool Takes(SuiteRow row) => CrdRows.Are(row) && !row.Has("expr");

    public override string? Disagreement(SuiteRow row)
    {
        var verdict = CrdRows.Validate(row);
        List<string> errors = [.. verdict.Errors.Select(error => error.ToString())];
        var fields = verdict.Errors.Select(error => $"{error.Type} {error.Field}");
        return (row.Has("errors") ? Pairs("errors", row["errors"], errors) : null)
            ?? (row.Has("fieldErrors") ? Pairs("fields", row["fieldErrors"], fields, field => $"{field["type"].AsString()} {field["field"].AsString()}") : null)
            ?? (row.Has("warnings") ? Pairs("warnings", row["warnings"], verdict.Warnings.Select(warning => warning.ToString())) : null)
            ?? (row["log"].AsString() is { } log && !verdict.Notes.Any(note => note.Contains(log, StringComparison.Ordinal)) ? "the log" : null)
            ?? (row.Has("remainingBudget") && verdict.RemainingBudget != row["remainingBudget"].Int ? $"the budget left: {verdict.RemainingBudget}" : null);
    }

    /// <summary>Null if each wanted text is in one that was found and none is left over.</summary>
    private static string? Pairs(string what, Node wanted, IEnumerable<string> found, Func<Node, string>? text = null)
    {
        var left = found.ToList();
        var all = string.Join("; ", left);
        foreach (var one in wanted.Items)
        {
            var part = text is null ? one.AsString()! : text(one);
            if (left.FindIndex(other => other.Contains(part, StringComparison.Ordinal)) is >= 0 and var at)
            {
                left.RemoveAt(at);
            }
            else
            {
                return $"{what} without `{part}`: {all}";
            }
        }

        return left.Count == 0 ? null : $"{what} left over: {string.Join("; ", left)}";
    }
}
