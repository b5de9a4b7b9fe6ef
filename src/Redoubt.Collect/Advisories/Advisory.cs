namespace Redoubt.Collect.Advisories;

/// <summary>A weakness of one component of Kubernetes, as a feed tells it.</summary>
/// <param name="Id">Its number, as <c>CVE-2024-3177</c>.</param>
/// <param name="Component">The component, as <c>kube-apiserver</c>.</param>
/// <param name="Summary">What it is, in the words of the feed.</param>
/// <param name="Severity">How grave: <c>critical</c>, <c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="Ranges">The versions that have it; never empty.</param>
public sealed record Advisory(string Id, string Component, string Summary, string Severity, IReadOnlyList<AffectedRange> Ranges);

/// <summary>Versions from one to another, by minor number and patch of 1.MINOR.PATCH.</summary>
/// <param name="From">The first that has it.</param>
/// <param name="Until">The first after it that has it no more; null where none is known.</param>
public readonly record struct AffectedRange((int Minor, int Patch) From, (int Minor, int Patch)? Until);
