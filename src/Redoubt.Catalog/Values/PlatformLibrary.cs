using Redoubt.Admission.Compile;
using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>What a rule may ask of the whole platform.</summary>
internal static class PlatformLibrary
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "redoubt.platform",
        Functions =
        [
            new CelFunction
            {
                Name = "objects",
                Summary = "All objects of a kind, in one namespace or everywhere; where more may exist the list ends in an unknown.",
                Overloads =
                [
                    new CelOverload
                    {
                        Id = "platform_objects_kind",
                        IsReceiver = true,
                        Parameters = [PlatformQuestions.PlatformType, CelType.String],
                        Result = CelType.AnyList,
                        Body = static arguments => Platform(arguments).Objects(arguments[1].AsString(), null),
                        IsPure = false,
                    },
                    new CelOverload
                    {
                        Id = "platform_objects_kind_namespace",
                        IsReceiver = true,
                        Parameters = [PlatformQuestions.PlatformType, CelType.String, CelType.String],
                        Result = CelType.AnyList,
                        Body = static arguments => Platform(arguments).Objects(arguments[1].AsString(), arguments[2].AsString()),
                        IsPure = false,
                    },
                ],
            },
            Function(
                "objectsWith", "The objects of a kind in a namespace, empty for a kind without, with a text at a path, and those that may have it; where more may exist the list ends in an unknown.",
                [CelType.String, CelType.String, CelType.String, CelType.String], CelType.AnyList,
                static arguments => Platform(arguments).With(arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), arguments[4].AsString())),
            Function(
                "objectsSelecting", "The objects of a kind in a namespace that may select these labels: at the path stand the labels that the kind demands.",
                [CelType.String, CelType.String, CelType.String, CelType.Dyn], CelType.AnyList,
                static arguments => Platform(arguments).Selecting(arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), arguments[4])),
            Function(
                "workloads", "What runs pods in a namespace, of every kind: maps of the `object` and its `pod`; where more may exist the list ends in an unknown.",
                [CelType.String], CelType.AnyList,
                static arguments => Platform(arguments).Workloads(arguments[1].AsString())),
            Function(
                "workloadsWith", "What runs pods in a namespace that may have all these labels.",
                [CelType.String, CelType.Dyn], CelType.AnyList,
                static arguments => Platform(arguments).Labelled(arguments[1].AsString(), arguments[2])),
            Function(
                "podsWith", "What runs pods in a namespace that may have all these labels; where a custom resource may make some the list ends in an unknown.",
                [CelType.String, CelType.Dyn], CelType.AnyList,
                static arguments => Platform(arguments).Made(arguments[1].AsString(), arguments[2])),
            Function(
                "namespaceOf", "The namespace in which an object lives, written or not; empty for a kind that has none.",
                [CelType.Dyn], CelType.String,
                static arguments => CelValue.String(Platform(arguments).NamespaceOf(arguments[1]))),
            Function(
                "serves", "Whether the API server of a minor version serves a resource as a rule names it: group, version, resource.",
                [CelType.String, CelType.String, CelType.String, CelType.Int], CelType.Bool,
                static arguments => Platform(arguments).Serves(
                    arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), (int)arguments[4].AsInt())),
            Faults("refusedExpressions", "The expressions of an admission policy that the API server of a minor version refuses.", static (faults, policy, minor) => faults.Refused(policy, minor)),
            Faults("costlyExpressions", "The expressions of an admission policy that the API server may stop for their cost on an ordinary object.", static (faults, policy, minor) => faults.Costly(policy, minor)),
            Function(
                "mistypedExpressions", "The expressions of an admission policy of which the API server of a minor version warns: they do not fit the kinds that the policy is about.",
                [CelType.Dyn, CelType.Int], CelType.List(CelType.Map(CelType.String, CelType.Dyn)),
                static arguments => Platform(arguments).Mistyped(arguments[1], (int)arguments[2].AsInt())),
        ],
    };

    /// <summary>A function of <c>platform</c>, which is its receiver and no constant.</summary>
    private static CelFunction Function(string name, string summary, CelType[] parameters, CelType result, CelBody body) => new()
    {
        Name = name,
        Summary = summary,
        Overloads =
        [
            new CelOverload
            {
                Id = "platform_" + name,
                IsReceiver = true,
                Parameters = [PlatformQuestions.PlatformType, .. parameters],
                Result = result,
                Body = body,
                IsPure = false,
            },
        ],
    };

    private static CelFunction Faults(string name, string summary, Func<ExpressionFaults, Document, int, IEnumerable<ExpressionFault>> find) => Function(
        name, summary, [CelType.Dyn, CelType.Int], CelType.List(CelType.Map(CelType.String, CelType.Dyn)),
        arguments =>
        {
            var minor = (int)arguments[2].AsInt();
            return Platform(arguments).Faults(arguments[1], (faults, policy) => find(faults, policy, minor));
        });

    private static PlatformQuestions Platform(ReadOnlySpan<CelValue> arguments) => (PlatformQuestions)arguments[0].AsOpaque();
}
