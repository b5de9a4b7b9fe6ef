using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;

namespace Redoubt.Catalog.Exceptions;

/// <summary>Where an exception holds. A part that is empty fits everything; all parts must fit.</summary>
public sealed class ExceptionScope
{
    private Glob? _kind;
    private Glob? _namespace;
    private Glob? _name;
    private Glob? _container;
    private Glob? _path;

    /// <summary>Everywhere.</summary>
    public static readonly ExceptionScope Everywhere = new();

    /// <summary>A glob of the subject's kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>A glob of its namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>A glob of its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>A glob of the container's name, where a container is judged.</summary>
    public string Container { get; init; } = "";

    /// <summary>Labels that the object itself has.</summary>
    public IReadOnlyList<(string Key, string Value)> Labels { get; init; } = [];

    /// <summary>A glob of files, from the configuration's folder; of a chart or overlay, what it is rendered from.</summary>
    public string Path { get; init; } = "";

    /// <summary>A place in the object and all below it, as reports write it: <c>spec.volumes[name=docker-sock]</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>One finding, by the fingerprint that reports tell.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Whether it says nothing that leaves anything out.</summary>
    public bool IsEverywhere => Parts.All(part => part.Value.AsSpan().Trim('*').IsEmpty);

    private IEnumerable<(string Name, string Value)> Parts =>
    [
        ("kind", Kind), ("namespace", Namespace), ("name", Name), ("container", Container), ("path", Path), ("place", Place), ("fingerprint", Fingerprint),
        .. Labels.Select(label => ("label", $"{label.Key}={label.Value}")),
    ];

    /// <summary>The parts that say something, as <c>kind DaemonSet, name agent</c>.</summary>
    public override string ToString() => string.Join(", ", Parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name} {part.Value}"));

    /// <summary>A scope by what reports call it.</summary>
    /// <param name="text">As <see cref="ToString"/> writes it.</param>
    internal static ExceptionScope Named(string text)
    {
        var parts = text.Split(", ").Select(part => part.Split(' ', 2)).Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1]);
        return new ExceptionScope
        {
            Kind = Of("kind"),
            Namespace = Of("namespace"),
            Name = Of("name"),
            Container = Of("container"),
            Path = Of("path"),
            Place = Of("place"),
            Fingerprint = Of("fingerprint"),
            Labels = [.. parts["label"].Select(label => label.Split('=', 2)).Where(label => label.Length == 2).Select(label => (label[0], label[1]))],
        };

        string Of(string name) => parts[name].FirstOrDefault() ?? "";
    }

    /// <summary>Whether a finding is within it.</summary>
    /// <param name="finding">The finding: of one that stands in several files, all must fit.</param>
    /// <param name="files">Names a file from the configuration's folder.</param>
    internal bool Fits(Finding finding, Func<string, string> files) =>
        IsOf(finding.Subject) && IsOf(finding) && HasLabels(finding)
        && IsBelow(finding.Location.Path)
        && (Path.Length == 0 || finding.Copies.Prepend(finding.Location).All(location => Fits(ref _path, Path, files(location.File))));

    /// <summary>Whether there is an object, or a file, of which it speaks.</summary>
    internal bool Speaks(Document document, Func<string, string> files) =>
        IsOf(Subject.NameOf(document)) && Labels.All(label => HasLabel(document, label))
        && (Path.Length == 0 || Fits(ref _path, Path, files(document.PlaceOf(document.Root).File)));

    private bool IsOf(SubjectName subject) =>
        Fits(ref _kind, Kind, subject.Kind) && Fits(ref _namespace, Namespace, subject.Namespace) && Fits(ref _name, Name, subject.Name);

    private bool IsOf(Finding finding) =>
        Fits(ref _container, Container, finding.Container)
        && (Fingerprint.Length == 0 || Fingerprint == finding.Fingerprint);

    private bool HasLabels(Finding finding) =>
        Labels.Count == 0 || (finding.OwnDocument is { } document && Labels.All(label => HasLabel(document, label)));

    private static bool HasLabel(Document document, (string Key, string Value) label) => document.Labels[label.Key].AsString() == label.Value;

    private bool IsBelow(string path) =>
        Place.Length == 0 || (path.StartsWith(Place, StringComparison.Ordinal) && (path.Length == Place.Length || path[Place.Length] is '.' or '['));

    // Most parts are plain names, which need no pattern.
    private static bool Fits(ref Glob? glob, string pattern, string text) =>
        pattern.Length == 0 || (Glob.FirstWild(pattern) < 0 ? pattern == text : (glob ??= new Glob(pattern)).Fits(text));
}
