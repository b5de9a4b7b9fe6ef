using System.Collections.Immutable;
using Redoubt.Cel.Language;

namespace Redoubt.Cel.Check;

/// <summary>What the checker found, in tables by the nodes' ids.</summary>
internal sealed class CheckedTree(int nodes)
{
    private readonly CelType?[] _types = new CelType?[nodes];
    private readonly Reference?[] _references = new Reference?[nodes];
    private readonly ImmutableArray<CelOverload>[] _overloads = new ImmutableArray<CelOverload>[nodes];

    public ImmutableArray<CelProblem> Problems { get; set; } = [];

    /// <summary>The parts that say something of one text, once somebody asked or they came with the tree.</summary>
    public TextParts? Texts { get; set; }

    public CelType Type(int id) => _types[id] ?? CelType.Dyn;

    public void SetType(int id, CelType type) => _types[id] = type;

    /// <summary>What a name, or a chain of selections that is a qualified name, stands for; null for loop variables and for selections.</summary>
    public Reference? Reference(int id) => _references[id];

    public void SetReference(int id, Reference reference) => _references[id] = reference;

    /// <summary>The overloads that a call may have; the arguments decide at run time if there are several.</summary>
    public ImmutableArray<CelOverload> Overloads(int id) => _overloads[id].IsDefault ? [] : _overloads[id];

    public void SetOverloads(int id, ImmutableArray<CelOverload> overloads) => _overloads[id] = overloads;

    /// <summary>Puts into all types what is known at the end.</summary>
    public void Finish(Substitution substitution)
    {
        for (var i = 0; i < _types.Length; i++)
        {
            if (_types[i] is { } type)
            {
                _types[i] = substitution.Apply(type, freeIsDyn: true);
            }
        }
    }
}
