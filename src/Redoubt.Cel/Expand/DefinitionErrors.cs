namespace Redoubt.Cel.Expand;

/// <summary>Everything that can be wrong with definitions and their use.</summary>
internal static class DefinitionErrors
{
    public static CelProblem Shape(CelSpan at) =>
        new(CelStage.Expand, "definition-shape", at, "a definition is a receiver call with simple names", "write it like `container.hasCapability(name)`");

    public static CelProblem Twice(CelSpan at, string name, int parameters) =>
        new(CelStage.Expand, "defined-twice", at, $"`{name}` with {parameters} parameters is defined twice");

    public static CelProblem Cycle(CelSpan at, IEnumerable<string> names) =>
        new(CelStage.Expand, "definition-cycle", at, $"the definition needs itself: {string.Join(" needs ", names.Select(name => $"`{name}`"))}");

    public static CelProblem TooDeep(CelSpan at, int depth) =>
        new(CelStage.Expand, "too-deep", at, $"the expression nests deeper than {depth} levels after its definitions are expanded");

    public static CelProblem TooLarge(CelSpan at, int nodes) =>
        new(CelStage.Expand, "too-large", at, $"the expression has more than {nodes} nodes after its definitions are expanded");
}
