using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Subjects;

/// <summary>The containers that a pod may have beyond those that are known: what asks for containers must not pass for want of one.</summary>
internal static class UnknownContainers
{
    private static readonly (string List, ContainerRole[] Roles)[] Lists =
    [
        ("containers", [ContainerRole.Container]),
        ("initContainers", [ContainerRole.Init, ContainerRole.Sidecar]),
        ("ephemeralContainers", [ContainerRole.Ephemeral]),
    ];

    /// <summary>A container of which nothing is known, for each role in which there may be more.</summary>
    /// <param name="pod">The pod or template.</param>
    public static IEnumerable<(CelValue Container, ContainerRole Role)> Of(CelValue pod)
    {
        var spec = Field(pod, "spec");
        foreach (var (list, roles) in Lists)
        {
            var containers = Field(spec, list);
            var more = containers switch
            {
                { Kind: CelKind.Unknown } => containers,
                { Kind: CelKind.List, Count: < 0 } => containers.Item(int.MaxValue),
                _ => default,
            };
            foreach (var role in more.Kind == CelKind.Unknown ? roles : [])
            {
                yield return (CelValue.Unknown(more.AsUnknown()), role);
            }
        }
    }

    /// <summary>Where nobody knows whether a container is an init container or a sidecar, the role that it is not read as.</summary>
    /// <param name="role">The role that it is read as.</param>
    /// <param name="container">The container.</param>
    public static (CelValue Container, ContainerRole Role)? OtherRole(ContainerRole role, CelValue container) =>
        role is ContainerRole.Init or ContainerRole.Sidecar && Field(container, "restartPolicy") is { Kind: CelKind.Unknown } unknown
            ? (CelValue.Unknown(unknown.AsUnknown()), role == ContainerRole.Init ? ContainerRole.Sidecar : ContainerRole.Init)
            : null;

    private static CelValue Field(CelValue value, string name) => value.Kind switch
    {
        CelKind.Unknown => value,
        CelKind.Map => value.Field(name),
        _ => default,
    };
}
