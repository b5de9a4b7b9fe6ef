namespace Redoubt.Collect.Machines.Components;

/// <summary>A component with all that was resolved of it, while its document is written.</summary>
/// <param name="Found">How it was found.</param>
/// <param name="Resolver">Its settings in effect.</param>
/// <param name="Root">What it sees.</param>
/// <param name="Draft">Its document.</param>
internal sealed record ComponentSight(FoundComponent Found, SettingResolver Resolver, SeenRoot Root, EvidenceDraft Draft)
{
    /// <summary>Its name.</summary>
    public string Name => Found.Facts.Name;

    /// <summary>A setting in effect.</summary>
    /// <param name="name">The setting.</param>
    public ResolvedSetting Setting(string name) => Resolver.Settings[name];
}
