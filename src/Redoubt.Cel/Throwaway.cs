#pragma warning disable
using System.Collections.Immutable;
using Redoubt.Cel.Evaluate;
using Redoubt.Cel.Parse;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Check { internal sealed class NameResolution(CelEnvironment e) { public CelEnvironment E => e; }
internal sealed class CheckedTree { public ImmutableArray<CelProblem> Problems => []; }
internal static class Checker { public static CheckedTree Check(CelEnvironment e, ParsedTree t, CelType? x) => new(); } }
namespace Redoubt.Cel.Plan {
internal static class Planner { public static CelProgram Plan(CelEnvironment e, ParsedTree t, Check.CheckedTree? c, CelOptions o) => new(e, t, CelType.Dyn, new Constant(t.Root.Id, ((Literal)t.Root).Value), 0); }
internal sealed class Constant(int id, CelValue v) : PlanNode(id) { public override CelValue Evaluate(CelFrame frame) => v; }
internal static class AttributePaths { public static ImmutableArray<CelPath> Of(CelEnvironment e, Expression x) => []; } }
namespace Redoubt.Cel.Parse { internal static class Unparser { public static string Print(Expression e) => e.ToString(); } }
namespace Redoubt.Cel.Libraries.Standard { internal static class StandardLibrary { public static CelLibrary Library { get; } = new() { Name = "standard" }; } }
namespace Redoubt.Cel.Tree {
internal sealed class Definitions { public ImmutableArray<(string Define, CelProblem Problem)> Problems => [];
public static Definitions Read(CelEnvironment e, List<(string Define, string Body)> d) => new();
public ParsedTree Expand(ParsedTree t) => t;
public static ParsedTree Replace(CelEnvironment e, ParsedTree t, IReadOnlyDictionary<string,string> r) => t; } }
