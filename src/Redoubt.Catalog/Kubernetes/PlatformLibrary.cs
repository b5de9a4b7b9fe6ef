using Redoubt.Catalog.Values;
using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes;

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
        ],
    };

    private static PlatformValues Platform(ReadOnlySpan<CelValue> arguments) => (PlatformValues)arguments[0].AsOpaque();
}
