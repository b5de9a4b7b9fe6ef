using System.Collections.Concurrent;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Compile;

/// <summary>The languages in which controls are written: one for each view, made when the first control asks for it.</summary>
internal sealed class ViewEnvironments
{
    /// <summary>The oldest version that exported controls are for, so that none may use what it has not (design, section 4).</summary>
    private const int OldestTarget = 30;

    private readonly CelEnvironment _base;
    private readonly KubernetesTypes _types;
    private readonly ConcurrentDictionary<(View View, string Kinds), CelEnvironment> _environments = new();

    /// <param name="facts">The derived facts.</param>
    /// <param name="minor">The target version's minor number.</param>
    /// <param name="types">The object types.</param>
    public ViewEnvironments(IReadOnlyList<Fact> facts, int minor, KubernetesTypes types)
    {
        _types = types;
        var builder = new CelEnvironmentBuilder(KubernetesEnvironments.For(OldestTarget, ExpressionKind.New))
            .Library(MinorConstant.Library(minor))
            .Library(PlatformLibrary.Library)
            .Symbols(TapeValues.Symbol)
            .Types(types)
            .Variable("platform", PlatformValues.PlatformType);
        foreach (var fact in facts)
        {
            builder.Define(fact.Define, fact.Is);
        }

        _base = builder.Build();
    }

    /// <summary>What is wrong with the derived facts.</summary>
    public IEnumerable<ControlProblem> Problems =>
        _base.DefinitionProblems.Select(problem => new ControlProblem(problem.Define, "is", problem.Problem.Span.Start, problem.Problem.ToString()));

    /// <summary>The environment of a view.</summary>
    public CelEnvironment Of(View view, IReadOnlyList<KindPattern> kinds) =>
        _environments.GetOrAdd((view, string.Join(',', kinds)), _ => Build(view, kinds));

    /// <summary>An environment with each parameter as the constant <c>params.NAME</c>, so that it is folded.</summary>
    public static CelEnvironment WithParameters(CelEnvironment environment, IEnumerable<(string Name, CelValue Value, CelType Type)> parameters) =>
        new CelEnvironmentBuilder(environment)
            .Library(new CelLibrary { Name = "params", Constants = [.. parameters.Select(one => ($"params.{one.Name}", one.Value, one.Type))] })
            .Build();

    /// <summary>An environment with <c>it</c>, an element of a list.</summary>
    public static CelEnvironment WithElement(CelEnvironment environment, CelType list) =>
        new CelEnvironmentBuilder(environment)
            .Variable("it", list.Kind == CelTypeKind.List ? list.Parameters[0] : CelType.Dyn)
            .Build();

    private CelEnvironment Build(View view, IReadOnlyList<KindPattern> kinds)
    {
        var builder = new CelEnvironmentBuilder(_base);
        switch (view)
        {
            case View.Kinds:
                builder.Variable("object", _types.OfKinds(kinds));
                break;
            case View.Container:
                builder.Variable("container", _types.Container).Variable("pod", _types.Pod).Variable("object", CelType.Dyn);
                break;
            case View.Pod or View.Workload:
                builder.Variable("pod", _types.Pod).Variable("object", CelType.Dyn);
                break;
            case View.Namespace:
                builder.Variable("ns", CelType.String).Variable("namespaceObject", _types.Namespace);
                break;
            case View.ServiceAccount:
                builder.Variable("object", _types.ServiceAccount).Variable("pods", CelType.List(_types.Pod));
                break;
            case View.Ambiguity:
                builder.Variable("ambiguity", CelType.Map(CelType.String, CelType.String)).Variable("object", CelType.Dyn);
                break;
        }

        return builder.Build();
    }
}
