using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Expressions that select devices, which an API server compiles before it takes them (<c>dynamic-resource-allocation/cel</c>).</summary>
internal static class DeviceSelectors
{
    private const string TypeName = "kubernetes.DRADevice";

    private static readonly Lazy<CelEnvironment> Language = new(() => new CelEnvironmentBuilder(KubernetesEnvironments.OfServer(KubernetesEnvironments.Newest, ExpressionKind.New))
        .Library(CelLibraries.Bindings)
        .Types(new FixedTypes(new FixedType(
            TypeName,
            ("driver", CelType.String),
            ("allowMultipleAllocations", CelType.Bool),
            ("attributes", CelType.Map(CelType.String, CelType.Map(CelType.String, CelType.Dyn))),
            ("capacity", CelType.Map(CelType.String, CelType.Map(CelType.String, CelQuantity.QuantityType))))))
        .Variable("device", CelType.Object(TypeName))
        .Build());

    /// <summary>One selector. That it is not empty is said elsewhere.</summary>
    public static void Selector(Node at, Scope scope)
    {
        var expression = at["expression"];
        if (expression.AsString() is not { Length: > 0 } text)
        {
            return;
        }

        var result = Language.Value.Compile(text);
        if (result.Program is null)
        {
            scope.Faults.Tell(FaultReason.Invalid, expression, "Invalid value: " + ServerWording.Of(text, result));
        }
        else if (result.Program.Type is { } type && type != CelType.Bool && type.Kind != CelTypeKind.Dyn)
        {
            scope.Faults.Tell(FaultReason.Invalid, expression, $"Invalid value: must evaluate to bool or the unknown type, not {type}");
        }
    }
}
