using Redoubt.Admission.Compile;
using Redoubt.Cel;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Libraries;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>An expression that builds objects: those of a mutation, or an open type of the suite's own.</summary>
internal sealed class MutationValue : RowKind
{
    private static readonly CelEnvironment Server = KubernetesEnvironments.For(KubernetesEnvironments.Default, ExpressionKind.Stored);
    private static readonly CelEnvironment Mutation = new CelEnvironmentBuilder(Server).Types(new MutationTypes()).Library(JsonPatchLibrary.Library).Build();
    private static readonly CelEnvironment Mock = new CelEnvironmentBuilder(Server).Types(new OpenTypes()).Build();

    public override string Name => "mutation";

    public override bool Takes(SuiteRow row) => row.Environment is "mutation" or "mutation+optional" or "mock-object";

    public override string? Disagreement(SuiteRow row)
    {
        var result = (row.Environment == "mock-object" ? Mock : Mutation).Compile(row.Expression);
        return Outcome.OfCompiling(row, result) ?? (result.IsValid ? Outcome.OfValue(row, result.Program.Evaluate()) : null);
    }

    /// <summary>One type, <c>Test</c>, with any field.</summary>
    private sealed class OpenTypes : CelObjectType, ITypeProvider
    {
        public override string Name => "Test";

        public override bool IsOpen => true;

        public override IEnumerable<string> FieldNames => [];

        public override CelType? Field(string name) => null;

        public CelObjectType? Find(string name) => name == Name ? this : null;
    }
}
