using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Expand;
using Redoubt.Cel.Language;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Plan;

namespace Redoubt.Cel;

/// <summary>A language: variables, functions, types, definitions and limits. Immutable; for many threads.</summary>
public sealed class CelEnvironment
{
    internal CelEnvironment(EnvironmentParts parts, Definitions definitions)
    {
        Names = new NameResolution(parts);
        Definitions = definitions;
    }

    /// <summary>The variables in the order of their index.</summary>
    public ImmutableArray<(string Name, CelType Type)> Variables => Names.Variables;

    /// <summary>The functions, for documentation and for running their examples.</summary>
    public IEnumerable<CelFunction> Functions => Parts.Functions.Values;

    /// <summary>What is wrong with the definitions, with the definition it is in.</summary>
    public ImmutableArray<(string Define, CelProblem Problem)> DefinitionProblems => Definitions.Problems;

    /// <summary>The limits.</summary>
    public CelLimits Limits => Parts.Limits;

    internal EnvironmentParts Parts => Names.Parts;

    internal NameResolution Names { get; }

    internal Definitions Definitions { get; }

    /// <summary>The index of a variable in a <see cref="CelFrame"/>, or -1.</summary>
    public int VariableIndex(string name) => Names.VariableIndex(name);

    /// <summary>Parses, expands, checks and plans an expression.</summary>
    public CelResult Compile(string text) => Compile(text, new CelOptions());

    /// <summary>Parses, expands, checks and plans an expression.</summary>
    public CelResult Compile(string text, CelOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parsed = Parser.Parse(text, Parts, options.Macros);
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
            types = Checker.Check(Names, expanded, options.Expected, Definitions.Names);
            if (!types.Problems.IsEmpty)
            {
                return new CelResult(types.Problems);
            }

            if (ConstantCheck.Problems(Parts, expanded, types) is { IsEmpty: false } constants)
            {
                return new CelResult(constants);
            }
        }

        var plan = Planner.Plan(Names, expanded, types, options.Fold);
        return plan.Problems.IsEmpty
            ? new CelResult(new CelProgram(this, expanded, types?.Type(expanded.Root.Id) ?? CelType.Dyn, plan))
            : new CelResult(plan.Problems);
    }
}
