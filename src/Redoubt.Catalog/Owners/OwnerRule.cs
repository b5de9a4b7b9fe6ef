using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;

namespace Redoubt.Catalog.Owners;

/// <summary>A team and what it answers for. A part that is empty fits everything; all parts must fit.</summary>
/// <param name="Team">The team's name.</param>
/// <param name="Layer">A layer's name.</param>
/// <param name="Namespace">A glob of namespaces.</param>
/// <param name="Path">A glob of files, from the configuration's folder.</param>
public sealed record OwnerRule(string Team, string Layer, string Namespace, string Path)
{
    private readonly Glob? _namespace = Namespace.Length == 0 ? null : new Glob(Namespace);
    private readonly Glob? _path = Path.Length == 0 ? null : new Glob(Path);
    private readonly Glob? _control;

    /// <summary>A glob of control ids.</summary>
    public string Control
    {
        get => _control?.Pattern ?? "";
        init => _control = value.Length == 0 ? null : new Glob(value);
    }

    /// <summary>Labels that the object itself has.</summary>
    public IReadOnlyList<(string Key, string Value)> Labels { get; init; } = [];

    // A namespace belongs to whoever owns what is in it.
    internal bool Fits(in Owned owned, string file) =>
        (Layer.Length == 0 || Layer == owned.Layer.Name())
        && (_control is null || (owned.Control.Length > 0 && _control.Fits(owned.Control)))
        && _namespace?.Fits(owned.Subject is { Kind: "Namespace", Namespace: "" } ? owned.Subject.Name : owned.Subject.Namespace) != false
        && _path?.Fits(file) != false
        && (Labels.Count == 0 || (owned.Document is { } document && Labels.All(label => document.Labels[label.Key].AsString() == label.Value)));
}

/// <summary>What somebody answers for.</summary>
/// <param name="Layer">The layer in which it is looked at.</param>
/// <param name="Control">The control that looks at it; empty for none.</param>
/// <param name="Subject">What it is.</param>
/// <param name="Document">Its document; null for what has none.</param>
/// <param name="File">Where it stands, as the user names the file.</param>
internal readonly record struct Owned(Layer Layer, string Control, SubjectName Subject, Document? Document, string File);
