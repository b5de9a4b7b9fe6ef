using Redoubt.Admission.Tests.KubernetesCel.Kinds;

namespace Redoubt.Admission.Tests.KubernetesCel;

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
        new MutationValue(),
        new SeveralSchemas(),
        new CrdCompilation(),
    ];
}
