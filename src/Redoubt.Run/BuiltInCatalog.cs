using Redoubt.Attack;
using Redoubt.Attack.Rules;
using Redoubt.Attack.Techniques;
using Redoubt.Catalog;
using Redoubt.Catalog.Packing;

namespace Redoubt.Run;

/// <summary>The controls and techniques that are part of the program, opened once and read as far as they are asked for.</summary>
public static class BuiltInCatalog
{
    private static readonly Lazy<Pack> Pack = new(() => new Pack(EmbeddedBytes.Of("catalog.bin")));
    private static readonly Lazy<ControlCatalog> Catalog = new(() => Asking(CatalogPack.Read(Pack.Value), AttackSettings.None));
    private static readonly Lazy<TechniqueCatalog> OwnTechniques = new(() => TechniquePack.Read(Pack.Value));

    /// <summary>How an attacker moves.</summary>
    public static TechniqueCatalog Techniques => OwnTechniques.Value;

    /// <summary>The controls.</summary>
    public static ControlCatalog Open() => Catalog.Value;

    /// <summary>A catalogue whose rules ask of depth as a configuration has it.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="settings">What the configuration says.</param>
    internal static ControlCatalog Asking(ControlCatalog catalog, AttackSettings settings) => catalog.Giving(AttackVariable.Of(() => Techniques, settings));
}
