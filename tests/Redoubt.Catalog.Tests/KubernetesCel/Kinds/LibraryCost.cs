using System.Collections.Immutable;
using Redoubt.Catalog.Kubernetes.Authorizer;
using Redoubt.Cel;

namespace Redoubt.Catalog.Tests.KubernetesCel.Kinds;

/// <summary>What an expression costs at run time and by the estimate, with nothing folded and every string of 0 to 12 characters.</summary>
internal sealed class LibraryCost : RowKind
{
    private static readonly CelEnvironment Language = new CelEnvironmentBuilder(SuiteLanguages.All)
        .Variable("authorizer", AuthorizerValue.AuthorizerType)
        .Build();

    public override string Name => "library cost";

    public override bool Takes(SuiteRow row) => row.Environment == "library-cost";

    public override string? Disagreement(SuiteRow row)
    {
        var result = Language.Compile(row.Expression, new CelOptions { Fold = false });
        if (!result.IsValid)
        {
            return string.Join("; ", result.Problems);
        }

        var frame = new CelFrame(Language) { Recorder = new CelRecorder() };
        frame["authorizer"] = CelValue.Opaque(new AuthorizerValue(new AllowAll(), SuiteAuthorizer.Requester));
        var value = result.Program.Evaluate(frame);
        var estimate = result.Program.EstimateCost(Sizes);
        if (value.Kind == CelKind.Error)
        {
            return value.ToString();
        }

        return frame.Recorder.Cost != row["cost"].Int ? $"it costs {frame.Recorder.Cost}, not {row["cost"].Int}" : Costs.Estimate(row, estimate);
    }

    private static CelRange? Sizes(ImmutableArray<string> path, CelType type) =>
        type.Kind is CelTypeKind.String or CelTypeKind.Bytes ? new CelRange(0, 12) : null;

    private sealed class AllowAll : IAuthorizer
    {
        public AccessDecision Authorize(AccessAttributes attributes) => new(true, "", null);
    }
}
