namespace Redoubt.Catalog.Packing;

/// <summary>The parts of a control in a pack that are read when they are asked for. For many threads: who comes second reads an equal one.</summary>
/// <param name="pack">The pack.</param>
/// <param name="rule">Where its rule begins.</param>
/// <param name="text">Where its text begins.</param>
internal sealed class PackedControl(Pack pack, int rule, int text)
{
    private Content? _content;
    private ControlText? _text;

    public string Title => Read().Title;

    public ControlRule Rule => Read().Rule;

    public PackedPrograms Programs => Read().Programs;

    public ControlText Text => _text ??= TextRecord.Read(pack.Read(CatalogPack.Texts, text));

    private Content Read()
    {
        if (_content is null)
        {
            var reader = pack.Read(CatalogPack.Rules, rule);
            var title = reader.Text();
            _content = new Content(title, RuleRecord.Read(reader), new PackedPrograms(pack, reader.List(static one => (int)one.Word())));
        }

        return _content;
    }

    private sealed record Content(string Title, ControlRule Rule, PackedPrograms Programs);
}
