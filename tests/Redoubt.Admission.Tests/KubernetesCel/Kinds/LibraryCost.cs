using System.Collections.Immutable;
using Redoubt.Cel;
using Redoubt.Kubernetes.Authorizer;
using Redoubt.Kubernetes.Cost;
using Redoubt.Kubernetes.Libraries;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>What an expression costs at run time and by the estimate, with nothing folded and every string of 0 to 12 characters.</summary>
internal sealed class LibraryCost : RowKind
{
    private static readonly CelLibrary[] Libraries =
    [
        CelLibraries.Strings(2), UrlLibrary.Library, RegexLibrary.Library, ListsLibrary.Version(1), AuthorizerLibrary.Library,
        AuthorizerLibrary.Selectors, QuantityLibrary.Library, CelLibraries.Sets, CelLibraries.Network, NetworkCosts.Reading, FormatLibrary.Library,
        JsonPatchLibrary.Library, CelLibraries.Optionals(), CelLibraries.TwoVariableComprehensions, SemverLibrary.Version(1), KubernetesCosts.Library,
    ];

    private static readonly CelEnvironment Language = Libraries.Aggregate(new CelEnvironmentBuilder(), (builder, library) => builder.Library(library))
        .FreePresence()
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
        if (value.Kind == CelKind.Error)
        {
            return value.ToString();
        }

        var wanted = row["estimatedCost"];
        var (cost, estimate) = (frame.Recorder.Cost, result.Program.EstimateCost(Sizes));
        return cost == row["cost"].Int && estimate == new CelRange((ulong)wanted["min"].Int, (ulong)wanted["max"].Int)
            ? null
            : $"it costs {cost}, by the estimate {estimate.Min} to {estimate.Max}";
    }

    private static CelRange? Sizes(ImmutableArray<string> path, CelType type) =>
        type.Kind is CelTypeKind.String or CelTypeKind.Bytes ? new CelRange(0, 12) : null;

    private sealed class AllowAll : IAuthorizer
    {
        public AccessDecision Authorize(AccessAttributes attributes) => new(true, "", null);
    }
}
