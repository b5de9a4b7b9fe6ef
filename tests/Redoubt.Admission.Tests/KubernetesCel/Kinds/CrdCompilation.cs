namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>What the compiler says of a rule of a custom resource, without any data.</summary>
internal sealed class CrdCompilation : RowKind
{
    public override string Name => "CRD compilation";

    public override bool Takes(SuiteRow row) => CrdRows.Are(row) && row.Has("expr") && !row.Has("self");

    public override string? Disagreement(SuiteRow row)
    {
        if (CrdRows.Level(row) is not { Error: null } level)
        {
            return "the schema has no type";
        }

        var rule = level.Rules[0];
        if (row.Has("compileError"))
        {
            return rule.Error is { } error ? Outcome.Text(row, row["compileError"].AsString()!, error) : "it compiles";
        }

        if (rule.Error is not null || rule.Program is null != row["noProgram"].IsTrue)
        {
            return rule.Error ?? "whether there is a program";
        }

        if (row.Has("usesOldSelf") && row["usesOldSelf"].IsTrue != rule.UsesOldSelf)
        {
            return $"whether it uses oldSelf: {rule.UsesOldSelf}";
        }

        return Message(row, rule.MessageError);
    }

    private static string? Message(SuiteRow row, string? error) =>
        row["messageExpressionError"].AsString() is not { } wanted ? error
        : error is null ? "the message expression compiles"
        : Outcome.Text(row, wanted, error);
}
