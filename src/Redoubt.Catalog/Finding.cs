using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Exceptions;
using Redoubt.Catalog.Machines;
using Redoubt.Evidence;

namespace Redoubt.Catalog;

/// <summary>The object that a verdict is about, as a person names it.</summary>
/// <param name="ApiVersion">The object's <c>apiVersion</c>; empty for what has no document, such as a namespace only referred to.</param>
/// <param name="Kind">The object's kind, or the view's name where there is no object.</param>
/// <param name="Namespace">Its namespace; empty when cluster-scoped or not given.</param>
/// <param name="Name">Its name; empty when it has none.</param>
public readonly record struct SubjectName(string ApiVersion, string Kind, string Namespace, string Name)
{
    /// <summary><c>namespace/Kind/name</c>, or <c>Kind/name</c> outside of a namespace.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind}/{Name}" : $"{Namespace}/{Kind}/{Name}";
}

/// <summary>A place in the input.</summary>
/// <param name="File">The file as it was given, or <c>-</c> for standard input.</param>
/// <param name="Line">From 1; 0 when only the file is known.</param>
/// <param name="Column">From 1, in characters; 0 when only the line is known.</param>
/// <param name="Path">The path in the document, list elements by key: <c>spec.containers[name=web].image</c>; empty for the document.</param>
public readonly record struct Location(string File, int Line, int Column, string Path)
{
    /// <summary>The line on which the place ends; 0 when not known.</summary>
    public int EndLine { get; init; }

    /// <summary>The column just after the place's last character; 0 when not known.</summary>
    public int EndColumn { get; init; }

    /// <summary>The line of the file, its secrets masked: for findings that are critical or high, and only where the file itself holds it. Else null.</summary>
    public string? Source { get; init; }

    /// <summary>What was rendered to get there; null for what the file holds as it is.</summary>
    public RenderedPlace? Rendered { get; init; }
}

/// <summary>A place in what a program rendered; the <see cref="Location"/> is where that came from, as far as it is known.</summary>
/// <param name="Renderer">The program, as <c>helm</c>.</param>
/// <param name="Inputs">The charts or overlays in whose rendering the place shows, by their folders, in order; never empty.</param>
/// <param name="Line">The line in the first one's rendering, from 1.</param>
public sealed record RenderedPlace(string Renderer, IReadOnlyList<string> Inputs, int Line)
{
    /// <summary>The keys of values that the value there probably came from: changing them changes it.</summary>
    public IReadOnlyList<ValueKey> Values { get; init; } = [];
}

/// <summary>One failing place.</summary>
/// <param name="Control">The control that failed.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Message">One sentence, the subject first; no secret value.</param>
/// <param name="Owner">The team that answers for it; empty when nobody does.</param>
/// <param name="Identity">The same from run to run, without file name or line (design, section 4).</param>
public sealed record Finding(Control Control, SubjectName Subject, Location Location, string Message, string Owner, UInt128 Identity)
{
    /// <summary>The identity as 32 digits, made when it is asked for.</summary>
    public string Fingerprint => Judge.Fingerprint.Text(Identity);

    /// <summary>What an attacker gains there.</summary>
    public Severity Severity
    {
        get => _severity ?? Control.Severity;
        init => _severity = value;
    }

    private readonly Severity? _severity;

    /// <summary>The exception under which it may stay for now; null for none. It is a finding all the same: only the gate passes over it.</summary>
    public ExceptionRule? Exception { get; init; }

    /// <summary>What it is beside what was found before; null where nothing was compared.</summary>
    public FindingChange? Change { get; init; }

    /// <summary>Whether it is new, or worse than it was, or nothing was compared.</summary>
    public bool IsFresh => Change is not FindingChange.Same;

    /// <summary>The container that it is about; empty where it is about none.</summary>
    public string Container { get; init; } = "";

    /// <summary>What would mend it; null where that was not asked, or the control has no fix that a program could write.</summary>
    public FindingFix? Fix { get; init; }

    /// <summary>The machines of which the same is found, this one's among them; null for what is of no machine, or of one that is like no other.</summary>
    public MachineClass? Alike { get; init; }

    /// <summary>Whether it is of the first of these machines, which stands for all in reports that people read.</summary>
    public bool IsFirstAlike { get; init; } = true;

    /// <summary>The document of the object that it is about; null for what has no document, such as a namespace only referred to.</summary>
    internal Document? OwnDocument { get; init; }

    /// <summary>Writes the identity's digits.</summary>
    /// <param name="digits">Room for them: 32 characters.</param>
    public void WriteFingerprint(Span<char> digits) => Judge.Fingerprint.Write(Identity, digits);

    /// <summary>The other places at which the same stands, in files that hold the same object, in order.</summary>
    public IReadOnlyList<Location> Copies { get; init; } = [];

    /// <summary>The finding at each of its places, each with a fingerprint of its own: for formats that annotate lines.</summary>
    public IEnumerable<Finding> AtEachPlace() =>
        [this with { Copies = [] }, .. Copies.Select((copy, index) => this with { Location = copy, Copies = [], Identity = Judge.Fingerprint.Again(Identity, index + 2) })];
}

/// <summary>A subject that could not be judged.</summary>
/// <param name="Control">The control that asked.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Location">The first place that mentions it.</param>
/// <param name="Missing">What is missing, and how to get it; nothing where the control itself failed, which is an error.</param>
public sealed record UnknownVerdict(Control Control, SubjectName Subject, Location Location, IReadOnlyList<MissingEvidence> Missing);

/// <summary>Something given that could not be read or judged.</summary>
/// <param name="File">The file, or a control's id for a defect of the control.</param>
/// <param name="Line">From 1; 0 when not known.</param>
/// <param name="Column">From 1; 0 when not known.</param>
/// <param name="Reason">What is wrong.</param>
public readonly record struct AssessmentError(string File, int Line, int Column, string Reason);
