using Redoubt.Catalog.Packing;

namespace Redoubt.Catalog.Tests.Packing;

public class CatalogPackTests
{
    [Fact]
    public void What_was_packed_reads_as_it_was()
    {
        var writer = new PackWriter();
        CatalogPack.Write(Repository.Catalog, writer);
        var read = CatalogPack.Read(new Pack(writer.ToArray()));

        Assert.Equal(Repository.Catalog.Facts.Select(fact => fact.Define), read.Facts.Select(fact => fact.Define));
        Assert.Equal(Repository.Catalog.Frameworks.SelectMany(framework => framework.Entries), read.Frameworks.SelectMany(framework => framework.Entries));
        Assert.Equal(Repository.Catalog.Controls.Count, read.Controls.Count);
        foreach (var (packed, original) in read.Controls.Zip(Repository.Catalog.Controls))
        {
            Assert.Equal(Describe(original), Describe(packed));
        }
    }

    [Fact]
    public void Other_bytes_are_refused() =>
        Assert.Throws<InvalidDataException>(() => new Pack(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }));

    private static string Describe(Control control) => string.Join('\n',
        control.Id, control.Title, control.Layer, control.Theme, control.Severity,
        string.Join(',', control.Target.For), string.Join(',', control.Target.Of), control.Target.Kubernetes, control.Rule.When, control.Rule.Each,
        control.Rule.Check, string.Join(',', control.Rule.At), control.Rule.Message, control.Rule.Context, control.Rule.Manual, control.IsManual, control.IsExceptable, control.Rule.Mechanism,
        string.Join(',', control.Rule.Parameters), control.Text.Why, control.Text.Fix, Text(control.Text.Edit),
        string.Join(',', control.Text.References.Select(one => $"{one.Standard} {string.Join('+', one.Items)}")),
        string.Join('\n', control.Text.Examples.Select(example => $"{example.Verdict} {example.Manifests} {example.Kubernetes} {example.Whole} {example.Line}")));

    private static string Text(ControlFix? fix) => fix is null ? "" : string.Join('|',
        string.Join(',', fix.Set), string.Join(',', fix.Compute), string.Join(',', fix.Add), string.Join(',', fix.Remove), fix.When, fix.Unsafe, Text(fix.Otherwise));
}
