using Redoubt.Catalog;
using Redoubt.Catalog.Packing;

namespace Redoubt.Run;

/// <summary>The catalogue that is part of the program.</summary>
public static class BuiltInCatalog
{
    /// <summary>Opens it; texts are read only when shown.</summary>
    public static ControlCatalog Open() => CatalogPack.Read(
        typeof(BuiltInCatalog).Assembly.GetManifestResourceStream("catalog.bin")
        ?? throw new InvalidOperationException("the program was built without its catalogue"));
}
