using Redoubt.Catalog.Files;
using Redoubt.Evidence;

namespace Redoubt.Catalog;

/// <summary>Gathers the files of a catalogue: controls, views and frameworks. What is wrong is told with file, line and column.</summary>
public sealed class CatalogBuilder
{
    private readonly List<Control> _controls = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Framework> _frameworks = [];
    private readonly List<FileProblem> _problems = [];

    /// <summary>What is wrong with the files so far.</summary>
    public IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>Adds a file; what it is shows in its fields: a control has <c>check</c> or <c>manual</c>, a view <c>facts</c>, a framework <c>controls</c>.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    public CatalogBuilder Add(string file, string text)
    {
        foreach (var root in CatalogText.Read(file, text, _problems))
        {
            if (root["facts"].Exists)
            {
                _facts.AddRange(FactFile.Read(file, root, _problems));
            }
            else if (root["controls"].Exists)
            {
                _frameworks.Add(FrameworkFile.Read(file, root, _problems));
            }
            else if (ControlFile.Read(file, root, _problems) is { } control)
            {
                AddControl(file, root, control);
            }
        }

        return this;
    }

    /// <summary>The catalogue; a framework may name only controls that it has.</summary>
    /// <param name="below">The catalogue on which this one stands, whose controls frameworks may name.</param>
    public Catalog Build(Catalog? below = null)
    {
        var catalog = new Catalog(_controls, _facts, _frameworks);
        var whole = below is null ? catalog : below.With(catalog);
        foreach (var framework in _frameworks)
        {
            foreach (var entry in framework.Entries.Where(entry => whole.Find(entry.Control) is null))
            {
                var near = Suggestion.Of(entry.Control, [.. whole.Controls.Select(control => control.Id)]);
                _problems.Add(new FileProblem(framework.Id, 1, 1, $"`{entry.Control}` is no control{near}"));
            }
        }

        return catalog;
    }

    private void AddControl(string file, Node root, Control control)
    {
        if (_controls.Any(known => known.Id == control.Id))
        {
            _problems.Add(new FileProblem(file, root["id"].Line, root["id"].Column, $"`{control.Id}` is the id of another control too"));
            return;
        }

        _controls.Add(control);
    }
}
