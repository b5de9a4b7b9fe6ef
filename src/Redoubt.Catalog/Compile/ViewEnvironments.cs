using System.Collections.Concurrent;
using Redoubt.Catalog.Packing;
using Redoubt.Catalog.Values;
using Redoubt.Catalog.Views;
using Redoubt.Cel;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Compile;

/// <summary>The languages in which controls are written: one for each view, made when the first control asks for it.</summary>
internal sealed class ViewEnvironments
{
    private readonly CelEnvironment _base;
    private readonly IReadOnlyList<FactVariable> _known;
    private readonly KubernetesTypes _types;
    private readonly ConcurrentDictionary<string, ViewLanguage> _languages = new(StringComparer.Ordinal);

    /// <param name="catalog">The derived facts, and the variables that other rooms give.</param>
    /// <param name="minor">The target version's minor number.</param>
    /// <param name="types">The object types.</param>
    /// <param name="isExport">Whether facts read as they do at admission, where there is a <c>request</c>.</param>
    public ViewEnvironments(ControlCatalog catalog, int minor, KubernetesTypes types, bool isExport = false)
    {
        var facts = catalog.Facts;
        (_types, _known) = (types, FactVariables.With(catalog.Given));
        ArePacked = !isExport && facts is PackedList<Fact>;
        var builder = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.OldestTarget, ExpressionKind.New))
            .Library(MinorConstant.Library(minor))
            .Symbols(TapeValues.Symbol)
            .Types(types);
        foreach (var variable in _known)
        {
            builder.Library(variable.Library).Variable(variable.Name, variable.Type);
        }

        builder.Define(() => facts.Select(fact => (fact.Define, isExport && fact.Exported.Length > 0 ? fact.Exported : fact.Is)));
        if (isExport)
        {
            builder.Variable("request", CelType.Dyn);
        }

        _base = builder.Build();
    }

    /// <summary>Whether all derived facts are those of the pack, as judging reads them.</summary>
    public bool ArePacked { get; }

    /// <summary>Whether a kind is one that the evidence defines, so that its type is known only now.</summary>
    public bool IsDefined(KindPattern kind) => _types.IsCustom(kind);

    /// <summary>What is wrong with the derived facts; the build let none through that are packed.</summary>
    public IEnumerable<ControlProblem> Problems => ArePacked ? [] :
        _base.DefinitionProblems.Select(problem => new ControlProblem(problem.Define, "is", problem.Problem.Span.Start, problem.Problem.ToString()));

    /// <summary>The language of a view.</summary>
    public ViewLanguage Of(SubjectView view) => _languages.GetOrAdd(view.Name, _ => Build(view));

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

    private ViewLanguage Build(SubjectView view)
    {
        var variables = view.Variables(_types);
        var builder = new CelEnvironmentBuilder(_base);
        foreach (var (name, type) in variables)
        {
            builder.Variable(name, type);
        }

        var environment = builder.Build();
        return new ViewLanguage(
            view, environment, [.. _known.Select(fact => (fact, environment.VariableIndex(fact.Name)))], [.. variables.Select(variable => environment.VariableIndex(variable.Name))]);
    }
}
