using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Evidence;

/// <summary>One thing that is known: an object with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>, and where it was read.</summary>
public sealed class Document
{
    // What stands in the place of a name that a chart makes up at every rendering.
    private const string MadeUpName = "(made up)";

    private readonly string _writtenNamespace;

    internal Document(Node root, Origin origin, string apiVersion, string kindName, Ambiguity[] ambiguities, ReadOptions options)
    {
        Root = root;
        Origin = origin;
        ApiVersion = apiVersion;
        Ambiguities = ambiguities;
        var metadata = root["metadata"];
        var name = metadata["name"];
        _writtenNamespace = metadata["namespace"].AsString() ?? "";
        var kind = new GroupKind(GroupKind.GroupOf(apiVersion), kindName);
        var madeUp = origin.Rendering?.UnknownOf(root) ?? [];
        Unknown = kind.Group == EvidenceKinds.Group ? [.. UnknownPath.Read(root["unknown"]), .. madeUp] : madeUp;
        IsNameGenerated = Unknown.Any(path => path.Path.IsField("metadata", "name")) || (!name.HasValue && metadata["generateName"].HasValue);
        var shown = !IsNameGenerated ? name.AsString() ?? "" : name.HasValue ? MadeUpName : metadata["generateName"].AsString() ?? "";
        Key = new ObjectKey(kind, EffectiveNamespace(kind, _writtenNamespace, options.Namespace), shown);
        IsNamespaceNamed = options.NamespaceWord switch
        {
            NamespaceWord.User => true,
            NamespaceWord.Renderer => _writtenNamespace.Length > 0 && _writtenNamespace != options.Namespace,
            _ => _writtenNamespace.Length > 0,
        };
        ShownNamespace = IsNamespaceNamed || _writtenNamespace.Length > 0 || options.Namespace != "default" ? Key.Namespace : "";
    }

    /// <summary>The whole object.</summary>
    public Node Root { get; }

    /// <summary>Where a value of this document stands in a file of the user's; of what was rendered as far as that is known.</summary>
    /// <param name="value">The value.</param>
    public SourcePlace PlaceOf(Node value) => Origin.Rendering?.PlaceOf(this, value) ?? new SourcePlace(Origin.File, value.Line, value.Column);

    /// <summary>Where it was read.</summary>
    public Origin Origin { get; }

    /// <summary>Kind, namespace and name.</summary>
    public ObjectKey Key { get; }

    /// <summary>The <c>apiVersion</c> as written; of an item of a typed list that says none, the list's.</summary>
    public string ApiVersion { get; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group => Key.Kind.Group;

    /// <summary>The kind.</summary>
    public string Kind => Key.Kind.Kind;

    /// <summary>
    /// The namespace in which the object lives: <c>default</c>, or the release's, where a kind that needs one is written without,
    /// empty for a kind that has none and for one of which that is not known.
    /// </summary>
    public string Namespace => Key.Namespace;

    /// <summary>Whether the object or the user names that namespace: where nobody does, nothing is known of it.</summary>
    public bool IsNamespaceNamed { get; }

    /// <summary>
    /// The namespace as people are told of it: empty where it would be <c>default</c> for want of a word, since then it depends on who
    /// applies the object.
    /// </summary>
    public string ShownNamespace { get; }

    /// <summary>The name; of an object that is to be given one, its <c>generateName</c>; empty if there is neither.</summary>
    public string Name => Key.Name;

    /// <summary>Whether the API server, or a chart at every rendering, makes the name up: two such objects are two, however alike.</summary>
    public bool IsNameGenerated { get; }

    /// <summary>The labels; no value if there are none.</summary>
    public Node Labels => Root["metadata"]["labels"];

    /// <summary>Paths of which the evidence itself says that it does not know what is there. Only kinds of our own and what was rendered have them.</summary>
    public IReadOnlyList<UnknownPath> Unknown { get; }

    /// <summary>What is missing where the document does not know a path.</summary>
    /// <param name="path">One of <see cref="Unknown"/>.</param>
    public MissingEvidence Missing(UnknownPath path) => new(MissingCode.Declared, $"{Key}: {path.Path}", path.Reason);

    /// <summary>
    /// Places that Kubernetes reads in one way and another reader, or a person, in another. Their offsets are
    /// those of the file's text, and they are in its order. What stands in no item of a list belongs to the first.
    /// </summary>
    public IReadOnlyList<Ambiguity> Ambiguities { get; }

    /// <summary>
    /// Whether this is the object as a server would be given it to create: no copy of one in a cluster, no template, not encrypted, and
    /// with no value of a type that it cannot decode.
    /// </summary>
    public bool IsSent => !Root.IsNotSent;

    /// <summary>The place that stands for the object as a whole: its name, else its kind.</summary>
    public Node Mention => Root["metadata"]["name"] is { Exists: true } name ? name : Root["kind"];

    /// <summary>The place that names the namespace, else <see cref="Mention"/>.</summary>
    public Node NamespaceMention => _writtenNamespace.Length > 0 ? Root["metadata"]["namespace"] : Mention;

    /// <inheritdoc/>
    public override string ToString() => $"{Key} ({Origin.File})";

    private static string EffectiveNamespace(GroupKind kind, string written, string usual) => KnownKinds.IsNamespaced(kind) switch
    {
        true => written.Length > 0 ? written : usual,
        false => "",
        null => written,
    };
}
