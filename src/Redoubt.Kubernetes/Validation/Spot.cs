using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation;

/// <summary>What a fault is about: a value, or something in a value that is not there.</summary>
/// <param name="Base">The value from which the path starts.</param>
/// <param name="Suffix">What the server's path has after that of <paramref name="Base"/>: <c>.name</c>, <c>[storage]</c>, or nothing.</param>
/// <param name="Where">The place in the text.</param>
/// <param name="Field">A field of <paramref name="Base"/> that is not there, instead of a suffix.</param>
internal readonly record struct Spot(Node Base, string Suffix, Node Where, string? Field = null)
{
    /// <summary>What follows the path of <see cref="Base"/>. Only what is told needs it.</summary>
    public string Path => Field is null ? Suffix : "." + Field;

    /// <summary>A value itself.</summary>
    public static implicit operator Spot(Node node) => new(node, "", node);

    /// <summary>A field of a value, whether or not it is there.</summary>
    public static Spot Of(Node parent, string field) => parent[field] is { Exists: true } there ? there : Missing(parent, field);

    /// <summary>A field of a value that is not there.</summary>
    public static Spot Missing(Node parent, string field) => new(parent, "", parent, field);

    /// <summary>A path that the server writes otherwise than the object does.</summary>
    public static Spot Named(Node from, string suffix, Node where) => new(from, suffix, where.Exists ? where : from);
}
