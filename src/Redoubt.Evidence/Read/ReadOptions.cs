using Redoubt.Yaml;

namespace Redoubt.Evidence.Read;

/// <summary>How a file is read.</summary>
public sealed record ReadOptions
{
    /// <summary>The options unless others are given.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>How much the reader of YAML and JSON takes.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;

    /// <summary>How many values one document may hold; each takes 32 bytes.</summary>
    public int Values { get; init; } = 32_000_000;

    /// <summary>Whether the place that the file lies in is said to hold everything of its namespaces.</summary>
    public Scope Scope { get; init; }

    /// <summary>What rendered the text; null if the file holds it as it is.</summary>
    public Rendering? Rendering { get; init; }

    /// <summary>The namespace of objects that need one and are written without.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Who says so: nobody, the user, or a renderer that had to take one.</summary>
    public NamespaceWord NamespaceWord { get; init; }

    /// <summary>Whether the file lies under <c>templates/</c> of a chart, so that only rendering makes objects of it.</summary>
    public bool IsTemplate { get; init; }
}
