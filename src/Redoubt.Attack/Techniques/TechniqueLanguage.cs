using Redoubt.Attack.Facts;
using Redoubt.Attack.Relations;
using Redoubt.Catalog;
using Redoubt.Cel;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Attack.Techniques;

/// <summary>
/// The CEL of techniques: the derived facts of controls and of techniques over what a relation has (<c>container</c>, <c>pod</c>, <c>path</c>,
/// <c>readOnly</c>, <c>onControlPlane</c>, <c>level</c>, <c>deniesMetadata</c>), and <c>facts.NAME</c>.
/// </summary>
internal sealed class TechniqueLanguage
{
    private readonly CelEnvironment _base;
    private readonly KubernetesTypes _types = new();
    private readonly Dictionary<RowParts, CelEnvironment> _environments = [];

    /// <param name="facts">The derived facts; read only where something is compiled from its text.</param>
    /// <param name="minor">The minor version of Kubernetes.</param>
    public TechniqueLanguage(IEnumerable<Fact> facts, int minor)
    {
        var builder = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.OldestTarget, ExpressionKind.New))
            .Library(MinorConstant.Library(minor)).Symbols(TapeValues.Symbol).Types(_types)
            .Define(() => facts.Select(fact => (fact.Define, fact.Is)));
        foreach (var fact in AttackFact.All)
        {
            builder.Variable(fact.Variable, CelType.Bool);
        }

        _base = builder.Build();
    }

    /// <summary>The language of a relation.</summary>
    /// <param name="parts">What its rows have.</param>
    public CelEnvironment Of(RowParts parts)
    {
        if (!_environments.TryGetValue(parts, out var environment))
        {
            var builder = new CelEnvironmentBuilder(_base);
            foreach (var variable in Variables.Where(variable => parts.HasFlag(variable.Part)))
            {
                builder.Variable(variable.Name, variable.Type(_types));
            }

            _environments.Add(parts, environment = builder.Build());
        }

        return environment;
    }

    /// <summary>The variables of rows that programs read, each with where it lies in a frame: no other is worked out.</summary>
    /// <param name="environment">The language of the rows' relation.</param>
    /// <param name="programs">The programs.</param>
    public static IReadOnlyList<(RowVariable Variable, int Index)> ReadBy(CelEnvironment environment, IEnumerable<CelProgram> programs)
    {
        var read = programs.SelectMany(program => program.FreeVariables).ToHashSet(StringComparer.Ordinal);
        return [.. Variables.Where(variable => read.Contains(variable.Name)).Select(variable => (variable, environment.VariableIndex(variable.Name)))];
    }

    private static IReadOnlyList<RowVariable> Variables { get; } =
    [
        new("container", RowParts.Container, types => types.Container, (row, _) => row.Container!.Value),
        new("pod", RowParts.Pod, types => types.Pod, (row, _) => row.Pod!.Value),
        new("path", RowParts.Mount, _ => CelType.String, (row, _) => CelValue.String(row.Mount!.Path)),
        new("readOnly", RowParts.Mount, _ => CelType.Bool, (row, _) => CelValue.Bool(row.Mount!.IsReadOnly)),
        new("onControlPlane", RowParts.Node, _ => CelType.Bool, (row, _) => CelValue.Bool(row.Node!.IsControlPlane)),
        new("level", RowParts.Namespace, _ => CelType.String, (row, ground) => CelValue.String(ground.Admission.LevelOf(row.Namespace!))),
        new("deniesMetadata", RowParts.Pod, _ => CelType.Bool, (row, ground) => CelValue.Bool(ground.Network.DeniesMetadata(row.Pod!))),
        new("runtime", RowParts.Pod, _ => CelType.String, (row, ground) => CelValue.String(ground.Inventory.RuntimeOf(row.Pod!))),
        new("hasToken", RowParts.Pod, _ => CelType.Bool, (row, _) => CelValue.Bool(row.Pod!.HasToken)),
    ];

    /// <summary>What a program may read of a row.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Part">What a row must have.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Value">Its value for a row.</param>
    internal sealed record RowVariable(string Name, RowParts Part, Func<KubernetesTypes, CelType> Type, Func<Row, Ground, CelValue> Value);
}
