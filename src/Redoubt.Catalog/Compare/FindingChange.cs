namespace Redoubt.Catalog.Compare;

/// <summary>What a finding is beside what was found before.</summary>
public enum FindingChange
{
    /// <summary>It was there before.</summary>
    Same,

    /// <summary>It was there before, and an attacker gains more by it now.</summary>
    Worse,

    /// <summary>It was not there before.</summary>
    New,
}
