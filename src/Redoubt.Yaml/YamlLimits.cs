namespace Redoubt.Yaml;

/// <summary>How much a reader takes before it refuses. What is refused is a <see cref="YamlProblem"/>, never a crash.</summary>
public sealed record YamlLimits
{
    /// <summary>The deepest that Kubernetes reads.</summary>
    public const int KubernetesDepth = 10_000;

    /// <summary>The limits unless others are given.</summary>
    public static YamlLimits Default { get; } = new();

    /// <summary>The deepest nesting of mappings and sequences; at most <see cref="KubernetesDepth"/>.</summary>
    public int Depth { get; init => field = Math.Clamp(value, 1, KubernetesDepth); } = 512;

    /// <summary>
    /// How many nodes the aliases of one document may add. Kubernetes' own rule (99 % of a small, 10 % of a large document) holds too.
    /// </summary>
    public int AliasNodes { get; init; } = 400_000;

    /// <summary>The longest document, in UTF-16 characters.</summary>
    public int DocumentLength { get; init; } = 256 * 1024 * 1024;

    /// <summary>The longest key, in UTF-16 characters.</summary>
    public int KeyLength { get; init; } = 64 * 1024;

    /// <summary>The longest file, in UTF-16 characters.</summary>
    public int TextLength { get; init; } = 1024 * 1024 * 1024;

    /// <summary>How many ambiguities are reported of one document; the rest is left out.</summary>
    public int Ambiguities { get; init; } = 1_000;

    /// <summary>
    /// How many nodes of a list in a JSON object, as <c>kubectl get -o json</c> writes it, are read before they are delivered: more are not held at once.
    /// </summary>
    public int PartNodes { get; init; } = 1 << 14;

    /// <summary>How many documents a file may hold.</summary>
    public int Documents { get; init; } = 1_000_000;
}
