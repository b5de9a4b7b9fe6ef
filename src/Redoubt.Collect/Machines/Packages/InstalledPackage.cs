namespace Redoubt.Collect.Machines.Packages;

/// <summary>A package that is installed, as its database names it.</summary>
/// <param name="Type"><c>deb</c>, <c>rpm</c> or <c>apk</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version as its system compares it: epoch, release of the makers, build of the package.</param>
/// <param name="Architecture">For which processors; null where it does not say.</param>
/// <param name="Source">The package that it was built from.</param>
/// <param name="SourceVersion">That one's version.</param>
internal sealed record InstalledPackage(string Type, string Name, string Version, string? Architecture, string Source, string SourceVersion);
