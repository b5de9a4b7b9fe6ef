using System.Collections.Frozen;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Evidence.Views;

/// <summary>The table of the kinds that carry a pod template, and where it sits in them.</summary>
public sealed class PodTemplates
{
    private readonly FrozenDictionary<GroupKind, NodePath[]> _paths;

    private PodTemplates(IEnumerable<KeyValuePair<GroupKind, NodePath[]>> paths)
    {
        _paths = paths.ToFrozenDictionary();
        Kinds = [.. _paths.Keys.OrderBy(kind => kind.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The workload kinds of Kubernetes, Argo Rollouts, Knative, OpenKruise and OpenShift.</summary>
    public static PodTemplates Default { get; } = new(Read());

    /// <summary>The kinds of the table, the same order in every run.</summary>
    public IReadOnlyCollection<GroupKind> Kinds { get; }

    /// <summary>A table with one more kind, or with another place for a kind that it has.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="path">The path to what holds the pod's <c>metadata</c> and <c>spec</c>; the root for the object itself.</param>
    public PodTemplates With(GroupKind kind, NodePath path)
    {
        var paths = new Dictionary<GroupKind, NodePath[]>(_paths) { [kind] = [path] };
        return new PodTemplates(paths);
    }

    /// <summary>Whether objects of the kind run pods.</summary>
    /// <param name="kind">The kind.</param>
    public bool Has(GroupKind kind) => _paths.ContainsKey(kind);

    /// <summary>Where the kind's template sits, the first place first; empty for a kind that runs no pods.</summary>
    /// <param name="kind">The kind.</param>
    public IReadOnlyList<NodePath> PathsOf(GroupKind kind) => _paths.TryGetValue(kind, out var paths) ? paths : [];

    /// <summary>The object as a workload.</summary>
    /// <param name="document">The object.</param>
    /// <param name="workload">The workload.</param>
    /// <returns>Whether the object is of a kind that runs pods and has its template.</returns>
    public bool TryGet(Document document, out Workload workload)
    {
        foreach (var path in PathsOf(document.Key.Kind))
        {
            if (path.TryResolve(document.Root, out var pod) && pod.Kind == NodeKind.Map)
            {
                workload = new Workload(document, pod);
                return true;
            }
        }
        workload = default;
        return false;
    }

    private static Dictionary<GroupKind, NodePath[]> Read()
    {
        var paths = new Dictionary<GroupKind, NodePath[]>();
        foreach (var line in EmbeddedTable.Read("pod-templates.txt"))
        {
            if (!NodePath.TryParse(line[1] == "." ? "" : line[1], out var path))
            {
                throw new InvalidOperationException($"`{line[1]}` is not a path");
            }

            var kind = GroupKind.Parse(line[0]);
            paths[kind] = [.. paths.GetValueOrDefault(kind, []), path];
        }
        return paths;
    }
}
