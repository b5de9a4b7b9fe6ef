using System.CommandLine;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt collect</c>: evidence of what manifests do not show, to be judged here or elsewhere.</summary>
internal static class CollectCommand
{
    public static Command Create() => new("collect", "Collect evidence from a machine or a cluster, for `redoubt scan`.")
    {
        CollectClusterCommand.Create(),
        CollectEtcdCommand.Create(),
        CollectNodeCommand.Create(),
    };
}
