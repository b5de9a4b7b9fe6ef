using System.Collections.Immutable;
using Redoubt.Cel.Check;
using Redoubt.Cel.Expand;
using Redoubt.Cel.Language;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Plan;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel;

/// <summary>A language: variables, functions, types, definitions and limits. Immutable; for many threads.</summary>
public sealed class CelEnvironment
{
    internal CelEnvironment(EnvironmentParts parts, Lazy<Definitions> definitions)
    {
        Names = new NameResolution(parts);
        LazyDefinitions = definitions;
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

    /// <summary>The definitions; read when something is compiled, and never for what comes from an image.</summary>
    internal Definitions Definitions => LazyDefinitions.Value;

    internal Lazy<Definitions> LazyDefinitions { get; }

    /// <summary>The index of a variable in a <see cref="CelFrame"/>, or -1.</summary>
    public int VariableIndex(string name) => Names.VariableIndex(name);

    /// <summary>Parses, expands, checks and plans an expression.</summary>
    public CelResult Compile(string text) => Compile(text, new CelOptions());

    /// <summary>Parses, expands, checks and plans an expression.</summary>
    public CelResult Compile(string text, CelOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (tree, types, problems) = Read(text, options);
        if (!problems.IsEmpty)
        {
            return new CelResult(problems);
        }

        var plan = Planner.Plan(Names, tree, types, options.Fold);
        return plan.Problems.IsEmpty
            ? new CelResult(new CelProgram(this, new CompiledText(Names, tree), types?.Type(tree.Root.Id) ?? CelType.Dyn, plan))
            : new CelResult(plan.Problems);
    }

    /// <summary>All of compiling but the plan: the tree, and what the checker found if it is asked.</summary>
    internal (ParsedTree Tree, CheckedTree? Types, ImmutableArray<CelProblem> Problems) Read(string text, CelOptions options)
    {
        var tree = Parser.Parse(text, Parts, options.Macros);
        if (tree.Problems.IsEmpty)
        {
            tree = Definitions.Expand(tree);
        }

        if (!tree.Problems.IsEmpty || !options.Check)
        {
            return (tree, null, tree.Problems);
        }

        var types = Checker.Check(Names, tree, options.Expected, Definitions.Names);
        return (tree, types, types.Problems.IsEmpty ? ConstantCheck.Problems(Parts, tree, types) : types.Problems);
    }
}
