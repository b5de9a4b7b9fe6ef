using Redoubt.Collect.Rendering;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect;

/// <summary>How charts and overlays are rendered: by which programs of the user's, with what, and within what limits.</summary>
public sealed record RenderOptions
{
    /// <summary>Helm; null if it is not there.</summary>
    public Tool? Helm { get; init; }

    /// <summary>Kustomize or kubectl, which holds it; null if neither is there.</summary>
    public Tool? Kustomize { get; init; }

    /// <summary>Files of values for every chart, the later over the earlier, as <c>helm --values</c>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Single values for every chart, as <c>helm --set</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>The version of Kubernetes that charts are told; empty for the one in the evidence, else <see cref="NewestVersion"/>.</summary>
    public string KubeVersion { get; init; } = "";

    /// <summary>The version that charts are told where none is known.</summary>
    public string NewestVersion { get; init; } = "";

    /// <summary>API versions that charts may ask for beside those that Kubernetes serves, as <c>helm --api-versions</c>.</summary>
    public IReadOnlyList<string> ApiVersions { get; init; } = [];

    /// <summary>The name of the release; empty for the chart's own name.</summary>
    public string ReleaseName { get; init; } = "";

    /// <summary>The namespace of the release; empty for the release's name.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>How files are read: what names no namespace lives in the one that the user names, as <c>kubectl apply -n</c> puts it there.</summary>
    public ReadOptions Read => Namespace.Length == 0 ? ReadOptions.Default : new ReadOptions { Namespace = Namespace, NamespaceWord = NamespaceWord.User };

    /// <summary>How much processor time one run of a program may take, with all that it starts.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one run may do nothing at all: a program that waits takes no processor time.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much processor time all runs together may take; what is not rendered by then is told.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How much one run may write, in bytes.</summary>
    public int OutputBytes { get; init; } = 64 << 20;

    /// <summary>How much memory one run may take, in bytes.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;
}
