using Redoubt.Catalog.Packing;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Techniques;

/// <summary>The built-in techniques in a <see cref="Pack"/>, their expressions in the image that controls have too.</summary>
public static class TechniquePack
{
    private const string Part = "techniques";

    /// <summary>Adds techniques whose files were already checked.</summary>
    /// <param name="catalog">The techniques.</param>
    /// <param name="pack">Takes them.</param>
    public static void Write(TechniqueCatalog catalog, PackWriter pack)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(pack);
        var language = catalog.Language(KubernetesVersion.NewestMinor);
        pack.Add(Part, writer =>
        {
            writer.WriteList(catalog.Techniques, (w, technique) =>
            {
                var compiled = new CompiledTechnique(technique, language);
                TechniqueRecord.Write(w, technique, [.. compiled.Facts.Select(one => one.Fact.Number)], [.. Expressions(technique).Select(expression => compiled.AddTo(pack.Image, expression))]);
            });
            writer.WriteList(catalog.Rights, RightRecord.Write);
            writer.WriteList([.. catalog.Mechanisms.Values], MechanismRecord.Write);
        });
    }

    /// <summary>What in a pack is not what compiling the techniques gives, each where it stands in its file. Nothing in a sound one.</summary>
    /// <param name="catalog">The techniques, as their files say.</param>
    /// <param name="pack">What was written of them.</param>
    public static IReadOnlyList<FilePlace> Differences(TechniqueCatalog catalog, Pack pack)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var language = catalog.Language(KubernetesVersion.NewestMinor);
        var packed = Read(pack).Techniques.ToDictionary(technique => technique.Name, StringComparer.Ordinal);
        return
        [
            .. from technique in catalog.Techniques
               let compiled = new CompiledTechnique(technique, language)
               from expression in Expressions(technique)
               where !packed.TryGetValue(technique.Name, out var known) || !compiled.Fits(known, expression)
               select catalog.Locate(technique, expression, "the image holds another program than this text"),
        ];
    }

    /// <summary>The techniques of a pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static TechniqueCatalog Read(Pack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var reader = pack.Read(Part);
        return new TechniqueCatalog(reader.List(one => TechniqueRecord.Read(one, pack)), reader.List(RightRecord.Read), reader.List(MechanismRecord.Read));
    }

    private static IEnumerable<int> Expressions(Technique technique) => Enumerable.Range(0, technique.Expressions.Count);
}
