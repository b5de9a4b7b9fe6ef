using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Exceptions;

/// <summary>Where an exception is written: it says who may have written it.</summary>
public enum ExceptionOrigin
{
    /// <summary>In <c>redoubt.yaml</c> or a file of exceptions beside it.</summary>
    Configuration,

    /// <summary>As the annotation <c>redoubt.dev/except</c> of an object.</summary>
    Annotation,

    /// <summary>As a comment <c># redoubt:except</c> at a line of a manifest.</summary>
    Comment,
}

/// <summary>
/// Somebody's word that a finding may stay for a while. The finding is told as before, with this beside it; only the gate passes over it.
/// </summary>
/// <param name="Control">The control's id, or a glob of ids.</param>
/// <param name="Scope">Where it holds.</param>
/// <param name="Reason">Why.</param>
/// <param name="Place">Where it is written; the message is empty.</param>
public sealed record ExceptionRule(string Control, ExceptionScope Scope, string Reason, FilePlace Place)
{
    /// <summary>Who allowed it; empty where nobody is named.</summary>
    public string Approver { get; init; } = "";

    /// <summary>The last day on which it holds; null for no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where it is followed up, as <c>SEC-12</c>; empty for nowhere.</summary>
    public string Ticket { get; init; } = "";

    /// <summary>Where it is written.</summary>
    public ExceptionOrigin Origin { get; init; }

    /// <summary>Control and scope in one line: what it is called in reports.</summary>
    public string Name => Scope.IsEverywhere ? Control : $"{Control} of {Scope}";
}
