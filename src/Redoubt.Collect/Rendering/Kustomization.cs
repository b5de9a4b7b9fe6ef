using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Rendering;

/// <summary>A <c>kustomization.yaml</c>: which files it makes objects of, and with which others it changes them.</summary>
internal sealed class Kustomization
{
    /// <summary>The names by which kustomize knows its file.</summary>
    public static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private const string Group = "kustomize.config.k8s.io";

    private static readonly string[] Makes = ["resources", "bases", "components"];
    private static readonly string[] Changes = ["patchesStrategicMerge", "generators", "transformers", "validators", "configurations", "crds", "files", "envs", "paths"];
    private static readonly string[] Configured = ["generators", "transformers", "validators"];
    private static readonly string[] Named = ["path", "env"];
    private static readonly string[] NeedHelm = ["helmCharts", "helmChartInflationGenerator", "helmGlobals"];

    private Kustomization(string fullPath, Node root)
    {
        FullPath = fullPath;
        Folder = Path.GetDirectoryName(fullPath)!;
        Root = root;
        IsComponent = root["kind"].Is("Component");
        NeedsHelm = Array.Exists(NeedHelm, key => root[key].Count > 0);
        foreach (var node in Values.Below(root))
        {
            Take(node, root);
        }
    }

    public string FullPath { get; }

    public string Folder { get; }

    /// <summary>What it says.</summary>
    public Node Root { get; }

    /// <summary>Whether it only adds to an overlay that names it.</summary>
    public bool IsComponent { get; }

    /// <summary>Whether it renders charts, which kustomize does only where it may run Helm and download.</summary>
    public bool NeedsHelm { get; }

    /// <summary>Full paths of files and folders that it makes objects of.</summary>
    public List<string> Resources { get; } = [];

    /// <summary>Full paths of files that say how objects are changed, or that end up in them.</summary>
    public List<string> Others { get; } = [];

    /// <summary>What is not on this machine, as it is written.</summary>
    public List<string> Remote { get; } = [];

    /// <summary>Values that it writes into Secrets.</summary>
    public List<string> Literals { get; } = [];

    /// <summary>Reads a file; null if it is no kustomization, such as an object of Flux that has the same name.</summary>
    public static Kustomization? Read(string fullPath)
    {
        var roots = Values.ReadAll(fullPath);
        var root = roots.Count > 0 ? roots[0] : default;
        var version = root["apiVersion"];
        var foreign = roots.Count > 1 || (root.Exists && root.Kind != NodeKind.Map)
            || (version.Exists && GroupKind.GroupOf(version.AsString() ?? "") != Group);
        return foreign ? null : new Kustomization(fullPath, root);
    }

    /// <summary>The kustomization of a folder; null if it has none.</summary>
    public static Kustomization? In(string folder) =>
        Array.Find(FileNames, name => File.Exists(Path.Combine(folder, name))) is { } file ? Read(Path.Combine(folder, file)) : null;

    private void Take(Node node, Node root)
    {
        if (node.Kind != NodeKind.String)
        {
            return;
        }

        var text = node.AsString()!;
        var list = node.Parent;
        if (node.Index >= 0 && list.Parent == root && list.HasKey && Makes.Contains(list.Key.ToString()))
        {
            Add(Resources, text);
        }
        else if (node.Index >= 0 && list.HasKey && Changes.Contains(list.Key.ToString()))
        {
            Add(Others, list.Key is "files" ? text[(text.IndexOf('=') + 1)..] : text);
            if (list.Parent == root && Configured.Contains(list.Key.ToString()))
            {
                TakeConfigured(text);
            }
        }
        else if (node.HasKey && Named.Contains(node.Key.ToString()))
        {
            Add(Others, text);
        }
        else if (node.Index >= 0 && list.HasKey && list.Key is "literals")
        {
            Literals.Add(text[(text.IndexOf('=') + 1)..].Trim('"', '\''));
        }
    }

    /// <summary>A transformer, in a file or in the list itself, names files too.</summary>
    private void TakeConfigured(string text)
    {
        var roots = text.Contains('\n') ? ValueReader.Read(FullPath, text, new List<FilePlace>()) : IsRemote(text) ? [] : Values.ReadAll(Path.Combine(Folder, text));
        foreach (var root in roots)
        {
            foreach (var node in Values.Below(root))
            {
                Take(node, default);
            }
        }
    }

    private void Add(List<string> paths, string text)
    {
        if (IsRemote(text))
        {
            Remote.Add(WithoutUser(text));
        }
        // A patch may stand in the list itself.
        else if (text.Length > 0 && !text.Contains('\n') && text.IndexOf('\0') < 0)
        {
            paths.Add(Path.GetFullPath(Path.Combine(Folder, text)));
        }
    }

    /// <summary>Whether kustomize would take a text for an address, also if a file has that name.</summary>
    private static bool IsRemote(string text) =>
        !text.Contains('\n')
        && (text.Contains("://", StringComparison.Ordinal) || text.Contains("?ref=", StringComparison.Ordinal) || text.Contains("?version=", StringComparison.Ordinal)
            || text.Contains("_git/", StringComparison.Ordinal) || text.Contains(".git/", StringComparison.Ordinal)
            || text.EndsWith(".git", StringComparison.Ordinal) || text.Contains('@') && text.Contains(':')
            || Array.Exists(["git::", "gh:", "github.com/", "github.com:"], start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    /// <summary>An address may hold who asks, and their password.</summary>
    private static string WithoutUser(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = text.IndexOf('/', start);
        var at = text.LastIndexOf('@', (end < 0 ? text.Length : end) - 1);
        return start > 0 && at > start ? text[..start] + text[(at + 1)..] : text;
    }
}
