namespace Redoubt.Evidence.Ledger;

/// <summary>Why something that was given is not judged as it was written. The one list; <see cref="LedgerCodes"/> says what each means.</summary>
public enum LedgerCode
{
    /// <summary>It could not be opened, parsed, rendered or decoded.</summary>
    Unreadable,

    /// <summary>A kind or version that an API server does not serve, in a group that it knows.</summary>
    NotServed,

    /// <summary>A field that the API server does not know, in an object that is to be applied.</summary>
    UnknownField,

    /// <summary>A value for which the API server refuses an object that it can decode.</summary>
    Invalid,

    /// <summary>What was named holds no object at all.</summary>
    Nothing,

    /// <summary>A limit of the reader ended it.</summary>
    Cut,

    /// <summary>A template, chart or overlay that is not rendered.</summary>
    NotRendered,

    /// <summary>A template that makes something else at every rendering.</summary>
    MadeUp,

    /// <summary>A value with <c>{{</c> in an object that is judged all the same.</summary>
    TemplateValue,

    /// <summary>A field that the API server does not know, in an object that came from a cluster, which may be newer.</summary>
    DroppedField,

    /// <summary>Something of which the API server warns when it takes the object.</summary>
    Warned,

    /// <summary>A kind that is not built in, and almost has the name of one that is.</summary>
    NearMiss,

    /// <summary>An old form of a kind, which is judged as such.</summary>
    OldKind,

    /// <summary>A list without items: read, and nothing in it to be judged.</summary>
    EmptyList,

    /// <summary>A link that leads nowhere or out of the folder.</summary>
    Link,

    /// <summary>A file that may hold evidence and that <c>.gitignore</c> names: <c>kubectl</c> reads it.</summary>
    Ignored,

    /// <summary>Not an object of Kubernetes' shape.</summary>
    NoObject,

    /// <summary>A file of Kubernetes' shape that a program reads, and no API server takes.</summary>
    OtherProgram,

    /// <summary>A part of a chart or overlay that is not installed by itself.</summary>
    NotInstalled,

    /// <summary>A folder of other programs' files, such as <c>.git</c>, or an ignored one without manifests.</summary>
    OtherFolder,

    /// <summary>A control of the user's own that stands in the place of a built-in one.</summary>
    Replaced,

    /// <summary>Objects of a kind that a collection of a cluster could not list.</summary>
    NotListed,

    /// <summary>A component that its node shows too, and that is judged by what that says.</summary>
    SeenTwice,

    /// <summary>A component of which its node and the API server say different things.</summary>
    SeenDifferently,
}

/// <summary>What the codes mean: decided here and nowhere else.</summary>
public static class LedgerCodes
{
    private static readonly (string Name, LedgerLevel Level, string Label, string Meaning)[] Meanings =
    [
        ("unreadable", LedgerLevel.Error, "not readable",
            "The file could not be opened, parsed, rendered or decoded as it is. The reason says where and why; all else was judged. Mend it, or leave the file out."),
        ("not-served", LedgerLevel.Error, "not served",
            "No API server of the version that is judged for serves this kind or version, so applying the object would fail. Look for a misspelt kind or apiVersion, or say the version with --kubernetes."),
        ("unknown-field", LedgerLevel.Error, "not a field",
            "The API server does not know this field: it refuses the object, or drops the field in silence where validation is off. What you meant to set is not set. The name that is nearest is told."),
        ("invalid", LedgerLevel.Error, "not valid",
            "The API server reads this object and refuses it, in these words: applying it would fail. It is judged all the same. Mend the field that is named; the line shows where it stands."),
        ("nothing", LedgerLevel.Error, "nothing here",
            "What you named holds no object at all: a mistyped path, an empty file, or a folder without manifests."),
        ("cut", LedgerLevel.Error, "cut",
            "A limit of the reader ended it: a file, a document, a folder or all input together is larger than what is read. Scan less at a time."),
        ("not-rendered", LedgerLevel.Note, "not rendered",
            "A template, a chart or an overlay is no object before it is rendered, and the program that renders it is missing or failed. Install helm, kustomize or kubectl, or render it yourself and hand it over: `helm template CHART | redoubt scan -`."),
        ("made-up", LedgerLevel.Note, "made up",
            "The template gives something else at every rendering (by chance, by the time, by new keys), so that nothing can be said of what will be installed."),
        ("template-value", LedgerLevel.Note, "template",
            "A value holds {{ in an object that is judged all the same. If the file is a template, the value is not what will be applied."),
        ("dropped-field", LedgerLevel.Note, "not a field",
            "A field that is not known here, in an object that came from a cluster, which may be newer than what is known."),
        ("warned", LedgerLevel.Note, "warning",
            "The API server takes this object and warns of it, in these words: it is deprecated, has no effect, or does something else than it says."),
        ("near-miss", LedgerLevel.Note, "did you mean",
            "The kind is none of the built-in ones, and almost has the name of one. If it is misspelt, no control for the real kind has looked at it. A CustomResourceDefinition in the evidence says that it is meant."),
        ("old-kind", LedgerLevel.Note, "old kind",
            "An old form of a kind, judged as the kind that took its place."),
        ("empty-list", LedgerLevel.Note, "empty list",
            "A list without items was given: there is nothing in it to be judged."),
        ("link", LedgerLevel.Note, "link",
            "A symbolic link that leads nowhere, or out of the folder that was named; it is not followed. Name what it leads to if you want it judged."),
        ("ignored", LedgerLevel.Note, "ignored",
            ".gitignore names this manifest, so it was not read. `kubectl apply -f FOLDER` does read it; --no-ignore does too."),
        ("no-object", LedgerLevel.Harmless, "passed over",
            "YAML or JSON that is no object of Kubernetes: it has no apiVersion and kind."),
        ("other-program", LedgerLevel.Harmless, "passed over",
            "A file of another program (Helm, Kustomize, Compose and the like) that no API server takes."),
        ("not-installed", LedgerLevel.Harmless, "passed over",
            "A part of a chart or overlay that nobody installs by itself: a test, a library chart, a component."),
        ("other-folder", LedgerLevel.Harmless, "passed over",
            "A folder of another program, such as .git or node_modules, or an ignored one without manifests."),
        ("replaced", LedgerLevel.Note, "replaced",
            "A control of your own, which says `replaces`, was asked in the place of the built-in one of the same id."),
        ("not-listed", LedgerLevel.Note, "not listed",
            "Whoever collected the cluster could not list these objects, for this reason: whether there are any is not known, and nothing is judged as absent. Let them list the kind, or collect again."),
        ("seen-twice", LedgerLevel.Harmless, "seen twice",
            "The API server shows a component that was collected on its node too. The node says the same and more, so that the component is judged once, by what it says there."),
        ("seen-differently", LedgerLevel.Note, "seen in two ways",
            "A component's node and the API server say different things of it: one of them was collected before a change, or the component runs with other settings than its files say. Both are judged. Collect both again at one time."),
    ];

    /// <summary>The names of all codes, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Meanings.Select(meaning => meaning.Name)];

    /// <summary>How much a code matters.</summary>
    /// <param name="code">The code.</param>
    public static LedgerLevel LevelOf(LedgerCode code) => Meanings[(int)code].Level;

    /// <summary>The code as programs read it, as <c>not-rendered</c>.</summary>
    /// <param name="code">The code.</param>
    public static string Name(this LedgerCode code) => Meanings[(int)code].Name;

    /// <summary>The code as people read it, in two words.</summary>
    /// <param name="code">The code.</param>
    public static string Label(this LedgerCode code) => Meanings[(int)code].Label;

    /// <summary>What the code means, and what to do, in a few sentences.</summary>
    /// <param name="code">The code.</param>
    public static string Meaning(this LedgerCode code) => Meanings[(int)code].Meaning;

    /// <summary>Reads a code as programs write it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="code">The code.</param>
    /// <returns>Whether there is such a code.</returns>
    public static bool TryParse(string name, out LedgerCode code)
    {
        var index = Array.FindIndex(Meanings, meaning => meaning.Name == name);
        code = (LedgerCode)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>The level as programs read it.</summary>
    /// <param name="level">The level.</param>
    public static string Name(this LedgerLevel level) => level switch
    {
        LedgerLevel.Error => "error",
        LedgerLevel.Note => "note",
        _ => "harmless",
    };
}
