using Redoubt.Attack.Model;
using Redoubt.Attack.Rights;
using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Techniques;

/// <summary>The techniques, the facts that they use, and the mechanisms. Immutable.</summary>
public sealed class TechniqueCatalog
{
    private static readonly Lazy<TechniqueCatalog> Own = new(() => new TechniqueCatalog(Files()));

    private readonly List<Technique> _techniques = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Right> _rights = [];
    private readonly Dictionary<string, Mechanism> _mechanisms = new(StringComparer.Ordinal);
    private readonly List<FilePlace> _problems = [];

    private TechniqueCatalog(IEnumerable<(string File, string Text)> files)
    {
        foreach (var (file, text) in files)
        {
            foreach (var root in ValueReader.ReadStrict(file, text, _problems))
            {
                Read(file, root);
            }
        }

        _techniques.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
    }

    /// <summary>What Redoubt ships.</summary>
    public static TechniqueCatalog BuiltIn => Own.Value;

    /// <summary>The techniques, by name.</summary>
    public IReadOnlyList<Technique> Techniques => _techniques;

    /// <summary>What is wrong with the files.</summary>
    public IReadOnlyList<FilePlace> Problems => _problems;

    internal IReadOnlyList<Fact> Facts => _facts;

    internal IReadOnlyList<Right> Rights => _rights;

    internal IReadOnlyDictionary<string, Mechanism> Mechanisms => _mechanisms;

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
            _techniques.Add(TechniqueFile.Read(file, root, _problems));
        }
    }

    private static IEnumerable<(string File, string Text)> Files()
    {
        var assembly = typeof(TechniqueCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }
}
