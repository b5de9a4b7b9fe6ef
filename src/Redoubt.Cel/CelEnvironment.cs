using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Libraries.Standard;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>A language: variables, functions, types, definitions and limits. Immutable; for many threads.</summary>
public sealed class CelEnvironment
{
    private readonly Dictionary<string, int> _variableIndex;

    internal CelEnvironment(EnvironmentParts parts)
    {
        Parts = parts;
        Variables = [.. parts.Variables.Select(pair => (pair.Key, pair.Value))];
        _variableIndex = new(StringComparer.Ordinal);
        for (var i = 0; i < Variables.Length; i++)
        {
            _variableIndex.Add(Variables[i].Name, i);
        }

        Names = new NameResolution(this);
        Definitions = parts.Parsed ??= Definitions.Read(this, parts.Definitions);
    }

    /// <summary>The variables in the order of their index.</summary>
    public ImmutableArray<(string Name, CelType Type)> Variables { get; }

    /// <summary>The functions, for documentation and for running their examples.</summary>
    public IEnumerable<CelFunction> Functions => Parts.Functions.Values;

    /// <summary>What is wrong with the definitions, with the definition it is in.</summary>
    public ImmutableArray<(string Define, CelProblem Problem)> DefinitionProblems => Definitions.Problems;

    /// <summary>The limits.</summary>
    public CelLimits Limits => Parts.Limits;

    internal EnvironmentParts Parts { get; }

    internal NameResolution Names { get; }

    internal Definitions Definitions { get; }

    /// <summary>The index of a variable in a <see cref="CelFrame"/>, or -1.</summary>
    public int VariableIndex(string name) => _variableIndex.GetValueOrDefault(name, -1);

    /// <summary>Parses, expands, checks and plans an expression.</summary>
    public CelResult Compile(string text) => Compile(text, new CelOptions());

    /// <summary>Parses, expands, checks and plans an expression.</summary>
    public CelResult Compile(string text, CelOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parsed = Parser.Parse(text, this, options.Macros);
        if (!parsed.Problems.IsEmpty)
        {
            return new CelResult(parsed.Problems);
        }

        var expanded = Definitions.Expand(parsed);
        if (!expanded.Problems.IsEmpty)
        {
            return new CelResult(expanded.Problems);
        }

        CheckedTree? types = null;
        if (options.Check)
        {
            types = Checker.Check(this, expanded, options.Expected);
            if (!types.Problems.IsEmpty)
            {
                return new CelResult(types.Problems);
            }

            if (ConstantCheck.Problems(Parts, expanded, types) is { IsEmpty: false } constants)
            {
                return new CelResult(constants);
            }
        }
        return new CelResult(Planner.Plan(this, expanded, types, options));
    }

    internal CelObjectType? FindObjectType(string name)
    {
        foreach (var provider in Parts.Providers)
        {
            if (provider.Find(name) is { } found)
            {
                return found;
            }
        }

        return WellKnownTypes.Find(name);
    }
}
