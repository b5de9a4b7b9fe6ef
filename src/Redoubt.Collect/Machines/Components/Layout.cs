using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>Where a distribution keeps the parts of a node, by <c>layouts.yaml</c>: a new distribution is an entry there.</summary>
internal sealed class Layout
{
    private static readonly Node Known = OwnData.Read("layouts.yaml")["layouts"];

    private readonly Node _layout;

    private Layout(Node layout, string? data)
    {
        _layout = layout;
        Data = data ?? layout["data"].AsString() ?? "";
    }

    /// <summary>The distribution: <c>kubeadm</c>, <c>k3s</c> and so on.</summary>
    public string Name => _layout["name"].AsString()!;

    /// <summary>The directory of the distribution's own files; empty where it has none.</summary>
    public string Data { get; }

    /// <summary>The distribution's own configuration: a file, and a directory of files laid over it. Empty where it has none.</summary>
    public IReadOnlyList<string> Files => Paths("files");

    /// <summary>The directory of static pods; null where there is none by default.</summary>
    public string? StaticPods => Path(_layout["staticPods"]);

    /// <summary>The directory of certificates and keys; null where the node has none.</summary>
    public string? Pki => Path(_layout["pki"]);

    /// <summary>Directories of the network plug-in's configuration.</summary>
    public IReadOnlyList<string> Cni => Paths("cni");

    /// <summary>Kubeconfigs of administrators.</summary>
    public IReadOnlyList<string> Admin => Paths("admin");

    /// <summary>The one program that has all components inside, by its arguments' files; null where there is none.</summary>
    public string? Program => _layout["program"].AsString();

    /// <summary>What is known of components inside another process; no value where the distribution does not do that.</summary>
    public Node Embedded => _layout["embedded"];

    /// <summary>Variables that its arguments' files may name.</summary>
    public IEnumerable<(string Name, string Value)> Variables => _layout["variables"].AllFields().Select(one => (one.Key.ToString(), one.AsString()!));

    /// <summary>The layout of a machine: the first of which the machine shows something, else the last, which is the most common.</summary>
    /// <param name="machine">The machine.</param>
    public static Layout Of(Machine machine)
    {
        Node[] all = [.. Known.AllItems()];
        return new Layout(all.FirstOrDefault(layout => layout["detect"].AllItems().Any(path => machine.Root.Status(path.AsString()!).Value is not null), all[^1]), null);
    }

    /// <summary>The same with another directory of its own files.</summary>
    /// <param name="data">The directory.</param>
    public Layout At(string data) => new(_layout, data);

    /// <summary>What is said of a component by name: <c>manifest</c>, <c>kubeconfig</c>, <c>data</c> …; null where nothing is.</summary>
    /// <param name="component">The component.</param>
    /// <param name="what">The name.</param>
    public string? Of(string component, string what) => Path(_layout["components"][component][what]);

    /// <summary>A path of the layout with the directory put in.</summary>
    /// <param name="path">The path.</param>
    public string Expand(string path) => path.Replace("{data}", Data, StringComparison.Ordinal);

    private string? Path(Node path) => path.AsString() is { } text ? Expand(text) : null;

    private IReadOnlyList<string> Paths(string field) => [.. _layout[field].AllItems().Select(path => Expand(path.AsString()!))];
}
