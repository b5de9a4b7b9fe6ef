using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Catalog;

/// <summary>Gathers the files of a catalogue: controls, views and frameworks. What is wrong is told with file, line and column.</summary>
public sealed class CatalogBuilder
{
    private readonly List<Control> _controls = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Framework> _frameworks = [];
    private readonly List<FilePlace> _problems = [];
    private readonly Dictionary<string, (string File, Node Root)> _places = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the files so far.</summary>
    public IReadOnlyList<FilePlace> Problems => _problems;

    /// <summary>Adds a file; what it is shows in its fields: a control has <c>check</c> or <c>manual</c>, a view <c>facts</c>, a framework <c>requirements</c>.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    public CatalogBuilder Add(string file, string text)
    {
        foreach (var root in CatalogText.Read(file, text, _problems))
        {
            if (root["facts"].Exists)
            {
                var facts = FactFile.Read(file, root, _problems);
                _facts.AddRange(facts);
                facts.ForEach(fact => _places[fact.Define] = (file, root));
            }
            else if (root["requirements"].Exists || root["standard"].Exists)
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

    /// <summary>The catalogue; a framework has the controls that refer to it.</summary>
    /// <param name="below">The catalogue on which this one stands, whose controls are in its frameworks too.</param>
    public ControlCatalog Build(ControlCatalog? below = null) =>
        new(_controls, _facts, [.. _frameworks.Select(framework => framework.With([.. below?.Controls ?? [], .. _controls]))]);

    /// <summary>What is wrong with the controls of these files as controls over others: what takes another's place must say so.</summary>
    /// <param name="below">The catalogue on which this one stands.</param>
    public IEnumerable<FilePlace> Clashes(ControlCatalog below)
    {
        foreach (var control in _controls)
        {
            var (file, root) = _places[control.Id];
            var isThere = below.Find(control.Id) is not null;
            if (isThere && control.Replaces.Length == 0)
            {
                yield return new FilePlace(file, root["id"].Line, root["id"].Column, $"`{control.Id}` is the id of a built-in control: choose another, or say `replaces: {control.Id}` to put this one in its place");
            }
            else if (!isThere && control.Replaces.Length > 0)
            {
                yield return new FilePlace(file, root["replaces"].Line, root["replaces"].Column, $"there is no built-in control `{control.Replaces}` to be replaced");
            }
        }
    }

    /// <summary>Where each control of these files begins, by its id; the message is empty.</summary>
    public IReadOnlyDictionary<string, FilePlace> Places =>
        _controls.ToDictionary(control => control.Id, control => new FilePlace(_places[control.Id].File, _places[control.Id].Root.Line, _places[control.Id].Root.Column, ""));

    /// <summary>The controls of these files that stand in the place of others, each with where it says so.</summary>
    public IEnumerable<FilePlace> Replacements => _controls.Where(control => control.Replaces.Length > 0).Select(control =>
        new FilePlace(_places[control.Id].File, _places[control.Id].Root["replaces"].Line, _places[control.Id].Root["replaces"].Column, $"`{control.Id}` of your own is asked in the place of the built-in one"));

    /// <summary>A defect of a control or fact of these files, with the place in its file.</summary>
    /// <param name="problem">The defect.</param>
    public FilePlace Locate(ControlProblem problem)
    {
        if (!_places.TryGetValue(problem.Control, out var place))
        {
            return new FilePlace(problem.Control, 1, 1, $"{problem.Field}: {problem.Message}");
        }

        var field = Field(place.Root, problem);
        var position = field.Tape.Source.PositionOf(field.ValueOffset + OffsetInFile(field, problem.Offset));
        return new FilePlace(place.File, position.Line, position.Column, $"{problem.Field}: {problem.Message}");
    }

    // A fact is an item of its view's list; a control's field lies at the root.
    private static Node Field(Node root, ControlProblem problem)
    {
        foreach (var fact in root["facts"].Items)
        {
            if (fact["define"].Is(problem.Control))
            {
                return fact["is"] is { Exists: true } expression ? expression : fact;
            }
        }

        return root[problem.Field] is { Exists: true } field ? field : root;
    }

    // Text in a block or with breaks is not the file's text; there the field itself is the place.
    private static int OffsetInFile(Node field, int offset) => field.Style switch
    {
        YamlStyle.Plain when offset < field.ValueLength => offset,
        YamlStyle.SingleQuoted or YamlStyle.DoubleQuoted when offset + 1 < field.ValueLength => offset + 1,
        _ => 0,
    };

    private void AddControl(string file, Node root, Control control)
    {
        if (!_places.TryAdd(control.Id, (file, root)))
        {
            _problems.Add(new FilePlace(file, root["id"].Line, root["id"].Column, $"`{control.Id}` is the id of another control too"));
            return;
        }

        _controls.Add(control);
    }
}
