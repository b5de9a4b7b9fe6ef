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
}

/// <summary>What the codes mean: decided here and nowhere else.</summary>
public static class LedgerCodes
{
    private static readonly (string Name, LedgerLevel Level, string Label)[] Meanings =
    [
        ("unreadable", LedgerLevel.Error, "not readable"),
        ("not-served", LedgerLevel.Error, "not served"),
        ("unknown-field", LedgerLevel.Error, "not a field"),
        ("nothing", LedgerLevel.Error, "nothing here"),
        ("cut", LedgerLevel.Error, "cut"),
        ("not-rendered", LedgerLevel.Note, "not rendered"),
        ("made-up", LedgerLevel.Note, "made up"),
        ("template-value", LedgerLevel.Note, "template"),
        ("dropped-field", LedgerLevel.Note, "not a field"),
        ("near-miss", LedgerLevel.Note, "did you mean"),
        ("old-kind", LedgerLevel.Note, "old kind"),
        ("empty-list", LedgerLevel.Note, "empty list"),
        ("link", LedgerLevel.Note, "link"),
        ("ignored", LedgerLevel.Note, "ignored"),
        ("no-object", LedgerLevel.Harmless, "passed over"),
        ("other-program", LedgerLevel.Harmless, "passed over"),
        ("not-installed", LedgerLevel.Harmless, "passed over"),
        ("other-folder", LedgerLevel.Harmless, "passed over"),
        ("replaced", LedgerLevel.Note, "replaced"),
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

    /// <summary>The level as programs read it.</summary>
    /// <param name="level">The level.</param>
    public static string Name(this LedgerLevel level) => level switch
    {
        LedgerLevel.Error => "error",
        LedgerLevel.Note => "note",
        _ => "harmless",
    };
}
