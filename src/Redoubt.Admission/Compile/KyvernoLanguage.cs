using Redoubt.Cel;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Compile;

/// <summary>
/// The language of Kyverno's policies, whatever the cluster's version: that of the newest API server, in which <c>orValue</c> of a value that is
/// not optional is that value, as in the version of cel-go that Kyverno is built with.
/// </summary>
internal static class KyvernoLanguage
{
    private static readonly CelType Value = CelType.Parameter("T");

    public static CelEnvironment Environment { get; } =
        new CelEnvironmentBuilder(KubernetesEnvironments.OfServer(KubernetesEnvironments.Newest, ExpressionKind.Stored))
            .Function(CelFunction.Receiver("orValue", "value_orValue_value", [Value, Value], Value, static arguments => arguments[0]))
            .Build();
}
