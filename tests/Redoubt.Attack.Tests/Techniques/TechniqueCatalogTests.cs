using Redoubt.Attack.Techniques;

namespace Redoubt.Attack.Tests.Techniques;

/// <summary>The files of techniques, as they are shipped.</summary>
public sealed class TechniqueCatalogTests
{
    private static readonly TechniqueCatalog Own = ShippedTechniques.Written;

    [Fact]
    public void Every_file_can_be_read_and_every_expression_compiles() => Assert.Empty(Own.Problems);

    [Fact]
    public void A_technique_is_called_as_its_file() => Assert.Equal(
        Directory.GetFiles(Path.Combine(TestFolders.Root, "techniques")).Select(file => Path.GetFileNameWithoutExtension(file)!).Except(["facts", "rights"]).Order(StringComparer.Ordinal),
        Own.Techniques.Select(technique => technique.Name));

    [Fact]
    public void Every_mechanism_that_a_technique_names_is_in_the_closed_list() => Assert.Empty(
        Own.Techniques.SelectMany(technique => technique.Stops.Select(stop => stop.Mechanism).Append(technique.Assumes).Append(technique.SeenBy)).Where(name => name.Length > 0).Except(Own.Mechanisms.Keys));

    [Fact]
    public void A_pattern_names_only_what_its_relation_has()
    {
        foreach (var technique in Own.Techniques)
        {
            var parts = Relations.Relation.Find(technique.Over)!.Sample;
            var slots = technique.Needs.Concat(technique.Gives).Concat(technique.Stops.SelectMany(stop => new[] { stop.At, stop.Of }).OfType<Pattern>()).SelectMany(pattern => pattern.Slots);
            Assert.All(slots.Where(slot => slot.Name != "e" && !technique.Stops.Any(stop => stop.Refusing.Length > 0 && slot.Name == "ns")), slot => Assert.True(parts.HasFlag(PartOf(slot.Name)), $"{technique.Name}: {slot.Name}"));
        }
    }

    private static Relations.RowParts PartOf(string slot) => slot switch
    {
        "c" or "c.repo" or "c.registry" => Relations.RowParts.Container,
        "c2" => Relations.RowParts.Sibling,
        "p" or "p.ns" or "p.sa" => Relations.RowParts.Pod,
        "n" => Relations.RowParts.Node,
        "n2" => Relations.RowParts.OtherNode,
        "ns" => Relations.RowParts.Namespace,
        "sa" => Relations.RowParts.Account,
        "s" => Relations.RowParts.Secret,
        _ => Relations.RowParts.Identity,
    };
}
