namespace Redoubt.Catalog.Compare;

/// <summary>A failing place as it was told before.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Severity">What an attacker gained there.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="Location">Where it was.</param>
/// <param name="Message">What was said.</param>
/// <param name="Fingerprint">By which it is known again.</param>
public sealed record PastFinding(string Control, Severity Severity, SubjectName Subject, Location Location, string Message, string Fingerprint);
