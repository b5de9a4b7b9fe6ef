using Redoubt.Catalog.Tests.KubernetesCel.Kinds;

namespace Redoubt.Catalog.Tests.KubernetesCel;

/// <summary>All kinds of rows; the first that takes a row runs it.</summary>
internal static class RowKinds
{
    public static IReadOnlyList<RowKind> All { get; } =
    [
        new LibraryValue(),
        new VersionedValue(),
        new ConfigurationExpression(),
        new CrdEstimate(),
        new CrdRule(),
        new LibraryCost(),
        new CrdSchemaRules(),
        new AdmissionExpression(),

        // What is still to come; this list shrinks to nothing.
        new NotYet("mutation", row => row.Environment is "mutation" or "mutation+optional" or "mock-object"),
        new NotYet("types of an OpenAPI schema", row => row.Has("variables")),
        new CrdCompilation(),
    ];
}

/// <summary>Rows that nothing asks yet.</summary>
internal sealed class NotYet(string name, Predicate<SuiteRow> takes) : RowKind
{
    public override string Name => name;

    public override bool Takes(SuiteRow row) => takes(row);

    public override string? Disagreement(SuiteRow row) => throw new InvalidOperationException("not asked yet");
}
