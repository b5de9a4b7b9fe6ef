using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>A kustomization that is rendered, with all that it is made of.</summary>
internal sealed class Overlay
{
    private const int MostKustomizations = 2_000;

    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    public Overlay(SourceFile source, Kustomization top)
    {
        Source = source;
        Name = Chart.FolderName(source.Name);
        Gather(top);
    }

    /// <summary>Its file.</summary>
    public SourceFile Source { get; }

    /// <summary>The folder as the user would write it.</summary>
    public string Name { get; }

    /// <summary>Its own kustomization and those of its bases and components.</summary>
    public List<Kustomization> Parts { get; } = [];

    /// <summary>Whether it was rendered; else its resources are objects of their own.</summary>
    public bool IsRendered { get; set; }

    /// <summary>Where its values came from; null until it is rendered.</summary>
    public OverlayOrigins? Origins { get; set; }

    /// <summary>Why kustomize is not let near it; null if nothing speaks against it.</summary>
    public string? Objection
    {
        get
        {
            string[] remote = [.. Parts.SelectMany(part => part.Remote).Distinct(StringComparer.Ordinal)];
            if (remote.Length > 0)
            {
                return $"an overlay that needs what is not on this machine, and nothing is downloaded: {string.Join(", ", remote.Select(text => $"`{text}`"))}";
            }

            if (Parts.Exists(part => part.NeedsHelm))
            {
                return "an overlay that renders charts, for which kustomize would have to run Helm and download: `kubectl kustomize --enable-helm FOLDER | redoubt scan -`";
            }

            return Parts.Count > MostKustomizations ? $"an overlay of more than {MostKustomizations} kustomizations" : null;
        }
    }

    /// <summary>The files that the overlay uses.</summary>
    public IEnumerable<string> Files => _resources.Union(_others);

    /// <summary>Whether a file is read through the overlay. Patches mean nothing without it, whether it was rendered or not.</summary>
    public bool HasRead(string fullPath) => _others.Contains(fullPath) || (IsRendered && _resources.Contains(fullPath));

    private void Gather(Kustomization top)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Kustomization>([top]);
        while (open.TryDequeue(out var next) && Parts.Count <= MostKustomizations)
        {
            if (!seen.Add(next.FullPath))
            {
                continue;
            }

            Parts.Add(next);
            // Files that were found by a link are known by where it leads.
            _resources.UnionWith([.. next.Resources, .. next.Resources.Select(RealPath.Of)]);
            _others.UnionWith([.. next.Others, .. next.Others.Select(RealPath.Of)]);
            foreach (var folder in next.Resources.Where(Directory.Exists))
            {
                if (Kustomization.In(folder) is { } part)
                {
                    open.Enqueue(part);
                }
            }
        }
    }
}
