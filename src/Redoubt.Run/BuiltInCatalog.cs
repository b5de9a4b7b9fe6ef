using Redoubt.Attack.Techniques;
using Redoubt.Catalog;
using Redoubt.Catalog.Packing;

namespace Redoubt.Run;

/// <summary>The controls and techniques that are part of the program, opened once and read as far as they are asked for.</summary>
public static class BuiltInCatalog
{
    private static readonly Lazy<Pack> Pack = new(() => new Pack(EmbeddedBytes.Of("catalog.bin")));
    private static readonly Lazy<ControlCatalog> Catalog = new(() => CatalogPack.Read(Pack.Value));
    private static readonly Lazy<TechniqueCatalog> OwnTechniques = new(() => TechniquePack.Read(Pack.Value));

    /// <summary>How an attacker moves.</summary>
    public static TechniqueCatalog Techniques => OwnTechniques.Value;

    /// <summary>The controls.</summary>
    public static ControlCatalog Open() => Catalog.Value;
}
