using Redoubt.Attack.Model;
using Redoubt.Attack.Rights;
using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Techniques;

/// <summary>The techniques, the facts that they use, and the mechanisms. Immutable.</summary>
public sealed class TechniqueCatalog
{
    private readonly List<Technique> _techniques = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Right> _rights = [];
    private readonly Dictionary<string, Mechanism> _mechanisms = new(StringComparer.Ordinal);
    private readonly List<FilePlace> _problems = [];
    private readonly Dictionary<string, (string File, Node Root)> _places = new(StringComparer.Ordinal);

    /// <summary>What files say; what is wrong with them is in <see cref="Problems"/>.</summary>
    /// <param name="files">The files of <c>techniques/</c>, and <c>mechanisms.yaml</c>.</param>
    /// <param name="facts">The derived facts of controls.</param>
    public TechniqueCatalog(IEnumerable<(string File, string Text)> files, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(files);
        _facts.AddRange(facts);
        foreach (var (file, text) in files)
        {
            foreach (var root in ValueReader.ReadStrict(file, text, _problems))
            {
                Read(file, root);
            }
        }

        _techniques.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        if (_problems.Count == 0)
        {
            _problems.AddRange(Compile());
        }
    }

    internal TechniqueCatalog(IReadOnlyList<Technique> techniques, IReadOnlyList<Right> rights, IReadOnlyList<Mechanism> mechanisms)
    {
        (_techniques, _rights) = ([.. techniques], [.. rights]);
        _mechanisms = mechanisms.ToDictionary(mechanism => mechanism.Name, StringComparer.Ordinal);
    }

    /// <summary>The techniques, by name.</summary>
    public IReadOnlyList<Technique> Techniques => _techniques;

    /// <summary>What is wrong with the files.</summary>
    public IReadOnlyList<FilePlace> Problems => _problems;

    /// <summary>The mechanisms that can be taken away, by name: those that are counted, and those that are assumed to hold.</summary>
    public IReadOnlyList<string> Removable => [.. _mechanisms.Values.Where(mechanism => !mechanism.IsDetection).Select(mechanism => mechanism.Name).Order(StringComparer.Ordinal)];

    internal IReadOnlyList<Right> Rights => _rights;

    internal IReadOnlyDictionary<string, Mechanism> Mechanisms => _mechanisms;

    /// <summary>The language of the techniques.</summary>
    /// <param name="minor">The minor version of Kubernetes.</param>
    internal TechniqueLanguage Language(int minor) => new(_facts, minor);

    /// <summary>Where an expression stands in its file.</summary>
    /// <param name="technique">The technique, which was read from a file.</param>
    /// <param name="expression">Which of its expressions.</param>
    /// <param name="reason">What is to be said of it.</param>
    internal FilePlace Locate(Technique technique, int expression, string reason)
    {
        var (file, root) = _places[technique.Name];
        var field = expression == 0 ? root["when"] : Item(root["stops"], expression - 1)["if"];
        var place = field.Exists ? field : root;
        return new FilePlace(file, place.Line, place.Column, reason);
    }

    private static Node Item(Node list, int number)
    {
        foreach (var item in list.Items)
        {
            if (number-- == 0)
            {
                return item;
            }
        }

        return default;
    }

    private IEnumerable<FilePlace> Compile()
    {
        var language = Language(KubernetesVersion.NewestMinor);
        return
            from technique in _techniques
            let compiled = new CompiledTechnique(technique, language)
            from expression in Enumerable.Range(0, technique.Expressions.Count)
            where technique.Expressions[expression].Length > 0
            from problem in compiled.Compile(expression).Problems
            select Locate(technique, expression, $"{problem}");
    }

    private void Read(string file, Node root)
    {
        if (root["mechanisms"].Exists)
        {
            foreach (var mechanism in TechniqueFile.Mechanisms(file, root, _problems))
            {
                _mechanisms[mechanism.Name] = mechanism;
            }
        }
        else if (root["facts"].Exists)
        {
            _facts.AddRange(TechniqueFile.Facts(file, root, _problems));
        }
        else if (root["rights"].Exists)
        {
            _rights.AddRange(TechniqueFile.Rights(file, root, _problems));
        }
        else
        {
            var technique = TechniqueFile.Read(file, root, _problems);
            _techniques.Add(technique);
            _places[technique.Name] = (file, root);
        }
    }
}
