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
                        Parameters = [PlatformValues.PlatformType, CelType.String],
                        Result = CelType.AnyList,
                        Body = static arguments => Platform(arguments).Objects(arguments[1].AsString(), null),
                        IsPure = false,
                    },
                    new CelOverload
                    {
                        Id = "platform_objects_kind_namespace",
                        IsReceiver = true,
                        Parameters = [PlatformValues.PlatformType, CelType.String, CelType.String],
                        Result = CelType.AnyList,
                        Body = static arguments => Platform(arguments).Objects(arguments[1].AsString(), arguments[2].AsString()),
                        IsPure = false,
                    },
                ],
            },
            new CelFunction
            {
                Name = "serves",
                Summary = "Whether the API server of a minor version serves a resource as a rule names it: group, version, resource.",
                Overloads =
                [
                    new CelOverload
                    {
                        Id = "platform_serves",
                        IsReceiver = true,
                        Parameters = [PlatformValues.PlatformType, CelType.String, CelType.String, CelType.String, CelType.Int],
                        Result = CelType.Bool,
                        Body = static arguments => Platform(arguments).Serves(
                            arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), (int)arguments[4].AsInt()),
                        IsPure = false,
                    },
                ],
            },
            Faults("refusedExpressions", "The expressions of an admission policy that the API server of a minor version refuses.", static (faults, policy, minor) => faults.Refused(policy, minor)),
            Faults("costlyExpressions", "The expressions of an admission policy that the API server may stop for their cost on an ordinary object.", static (faults, policy, minor) => faults.Costly(policy, minor)),
        ],
    };

    private static CelFunction Faults(string name, string summary, Func<ExpressionFaults, Document, int, IEnumerable<ExpressionFault>> find) => new()
    {
        Name = name,
        Summary = summary,
        Overloads =
        [
            new CelOverload
            {
                Id = "platform_" + name,
                IsReceiver = true,
                Parameters = [PlatformValues.PlatformType, CelType.Dyn, CelType.Int],
                Result = CelType.List(CelType.Map(CelType.String, CelType.Dyn)),
                Body = arguments =>
                {
                    var minor = (int)arguments[2].AsInt();
                    return Platform(arguments).Faults(arguments[1], (faults, policy) => find(faults, policy, minor));
                },
                IsPure = false,
            },
        ],
    };

    private static PlatformValues Platform(ReadOnlySpan<CelValue> arguments) => (PlatformValues)arguments[0].AsOpaque();
}
