using System.Diagnostics.CodeAnalysis;
using Redoubt.Catalog.Files;
using Redoubt.Catalog.Packing;
using Redoubt.Catalog.Views;

namespace Redoubt.Catalog;

/// <summary>One control: what is asked, of what, and what it means. Read from one file (design, section 4).</summary>
public sealed class Control
{
    private readonly PackedControl? _packed;
    private readonly bool? _isManual;
    private readonly Lazy<ControlText>? _text;

    /// <summary>A control that is read from a file or made by hand.</summary>
    public Control()
    {
    }

    /// <summary>A control of a pack, which reads on when its rule or its text is asked for.</summary>
    [SetsRequiredMembers]
    internal Control(Pack pack, ControlTarget[] targets, PackReader reader)
    {
        Id = reader.Text();
        (Layer, Theme, Severity) = ((Layer)reader.Byte(), (Theme)reader.Byte(), (Severity)reader.Byte());
        (IsExceptable, _isManual) = (reader.Flag(), reader.Flag());
        Target = reader.Number() is var target && target < targets.Length ? targets[target] : throw PackReader.TooShort();
        _packed = new PackedControl(pack, (int)reader.Word(), (int)reader.Word());
    }

    /// <summary><c>layer/name</c>; the name says what is found.</summary>
    public required string Id { get; init; }

    /// <summary>Of a control of the user's own: the built-in one whose place it takes; empty for none. It has that one's id.</summary>
    public string Replaces { get; init; } = "";

    /// <summary>The state that is wanted, as a sentence.</summary>
    [field: AllowNull, MaybeNull]
    public required string Title
    {
        get => _packed?.Title ?? field!;
        init;
    }

    /// <summary>The layer it belongs to.</summary>
    public required Layer Layer { get; init; }

    /// <summary>The theme it belongs to.</summary>
    public required Theme Theme { get; init; }

    /// <summary>What an attacker gains where it fails; where that depends on the place, the worst that it may be.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Whether somebody may except what it finds.</summary>
    public bool IsExceptable { get; init; } = true;

    /// <summary>Whether only a person can judge it.</summary>
    public bool IsManual => _isManual ?? Rule.Manual.Length > 0;

    /// <summary>Of what it is asked.</summary>
    public required ControlTarget Target { get; init; }

    /// <summary>What is asked.</summary>
    [field: AllowNull, MaybeNull]
    public required ControlRule Rule
    {
        get => _packed?.Rule ?? field!;
        init;
    }

    /// <summary>Why, how to mend it, references: read only when shown.</summary>
    public ControlText Text => _packed?.Text ?? _text?.Value ?? ControlText.Empty;

    internal Func<ControlText> TextSource
    {
        init => _text = new Lazy<ControlText>(value);
    }

    /// <summary>Whether it comes from a pack, with its programs as the build compiled them.</summary>
    internal bool IsPacked => _packed is not null;

    /// <summary>Its programs as the build compiled them; null for a control that was read from its file.</summary>
    internal PackedPrograms? Programs => _packed?.Programs;

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>Of what a control is asked.</summary>
/// <param name="For">A view in lower case, or kinds in CamelCase, as <c>container</c> or <c>Role</c>, <c>ClusterRole</c>.</param>
/// <param name="Of">Which containers, for the view <c>container</c>; empty means all.</param>
/// <param name="Kubernetes">The versions of Kubernetes it applies to, as <c>&gt;=1.19</c>; empty means all.</param>
public sealed record ControlTarget(IReadOnlyList<string> For, IReadOnlyList<string> Of, string Kubernetes)
{
    private Reading? _read;

    /// <summary>Of what it is asked, of any version.</summary>
    /// <param name="words">As <see cref="For"/>.</param>
    public ControlTarget(params IReadOnlyList<string> words)
        : this(words, [], "")
    {
    }

    /// <summary>The view; null where <see cref="For"/> names none.</summary>
    internal SubjectView? View => Read().View;

    /// <summary>Whether it is asked for a minor version of Kubernetes.</summary>
    internal bool IsFor(int minor) => Read().Range is { } range && range.Contains(minor);

    private Reading Read() => _read ??= new Reading(SubjectViews.Find(For), VersionRange.TryParse(Kubernetes, out var range) ? range : null);

    private sealed record Reading(SubjectView? View, VersionRange? Range);
}

/// <summary>The rule of a control: CEL texts as written.</summary>
public sealed record ControlRule
{
    /// <summary>Does it apply to this subject? Empty means yes.</summary>
    public string When { get; init; } = "";

    /// <summary>The list whose elements are judged one by one as <c>it</c>; empty means the subject itself.</summary>
    public string Each { get; init; } = "";

    /// <summary>What must be true. Empty for a manual control, which is always unknown.</summary>
    public string Check { get; init; } = "";

    /// <summary>Where a finding points: the first path that exists.</summary>
    public IReadOnlyList<string> At { get; init; } = [];

    /// <summary>A string in CEL: the finding's sentence. Empty means the control's title.</summary>
    public string Message { get; init; } = "";

    /// <summary>A string in CEL that is said after the message, where the platform as a whole is known; never at admission. Empty for none.</summary>
    public string Context { get; init; } = "";

    /// <summary>What a person must look at, for a control that no program can judge.</summary>
    public string Manual { get; init; } = "";

    /// <summary>The mechanism that passing puts in an attacker's way; empty for none.</summary>
    public string Mechanism { get; init; } = "";

    /// <summary>What an attacker gains at a place, where that is not the same everywhere: the first that holds. The last holds always. Empty where it is.</summary>
    public IReadOnlyList<SeverityRule> Severities { get; init; } = [];

    /// <summary>Values that a user may set, by name.</summary>
    public IReadOnlyList<ControlParameter> Parameters { get; init; } = [];
}

/// <summary>A severity and where it holds.</summary>
/// <param name="Is">The severity.</param>
/// <param name="When">A bool in CEL over what <c>check</c> sees; empty for everywhere else.</param>
public sealed record SeverityRule(Severity Is, string When);

/// <summary>A value of a control that a user may set in <c>redoubt.yaml</c>.</summary>
/// <param name="Name">Its name, read as <c>params.NAME</c>.</param>
/// <param name="Type">Its CEL type, as <c>list(string)</c>.</param>
/// <param name="Default">Its value when not set, as JSON.</param>
/// <param name="Say">What it is for.</param>
public sealed record ControlParameter(string Name, string Type, string Default, string Say);

/// <summary>What a control says to people.</summary>
public sealed record ControlText
{
    /// <summary>Nothing said.</summary>
    public static readonly ControlText Empty = new();

    /// <summary>Why it matters, in two or three sentences.</summary>
    public string Why { get; init; } = "";

    /// <summary>How to mend it, in a sentence.</summary>
    public string Fix { get; init; } = "";

    /// <summary>
    /// CEL over the subject, each an int, cheap ones first: what asking costs an API server, at most. Empty where no object is too large for its budget.
    /// </summary>
    public IReadOnlyList<string> Weighs { get; init; } = [];

    /// <summary>Why no API server should enforce it, though it could; empty for a control that is exported.</summary>
    public string NotExported { get; init; } = "";

    /// <summary>How the fix is written into a manifest.</summary>
    public ControlFix Edit { get; init; } = ControlFix.None;

    /// <summary>Where the rule comes from: standard (<c>cis</c>, <c>pss</c>, <c>nsa</c>, <c>mitre</c>, <c>owasp</c>) and its items.</summary>
    public IReadOnlyList<(string Standard, IReadOnlyList<string> Items)> References { get; init; } = [];

    /// <summary>Whole manifests with the verdict that each must get.</summary>
    public IReadOnlyList<ControlExample> Examples { get; init; } = [];
}

/// <summary>A test of a control that is also its documentation.</summary>
/// <param name="Verdict">The verdict of the control over these manifests.</param>
/// <param name="Manifests">Whole manifests; each line that must be reported ends with <c># found</c>.</param>
/// <param name="Kubernetes">The target version; empty means the newest known.</param>
/// <param name="Whole">Whether the manifests are all there is in their namespaces.</param>
/// <param name="Parameters">Parameters as JSON, by name.</param>
public sealed record ControlExample(
    Verdict Verdict, string Manifests, string Kubernetes, bool Whole, IReadOnlyList<(string Name, string Json)> Parameters)
{
    /// <summary>The day of judgement; empty where none is said.</summary>
    public string At { get; init; } = "";

    /// <summary>The line of the control's file at which the manifests begin.</summary>
    public int Line { get; init; }

    /// <summary>Whether the API server refuses something in the manifests: the fault is the point.</summary>
    public bool IsRefused { get; init; }
}
