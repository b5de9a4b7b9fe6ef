namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>An expression over the standard library and a few others.</summary>
internal sealed class LibraryValue : RowKind
{
    public override string Name => "library value";

    public override bool Takes(SuiteRow row) => row.Has("libraries");

    public override string? Disagreement(SuiteRow row)
    {
        var result = SuiteLanguages.OfLibraries(row).Compile(row.Expression);
        return Outcome.OfCompiling(row, result) ?? (result.IsValid ? Outcome.OfValue(row, result.Program.Evaluate()) : null);
    }
}
