using Redoubt.Cel;

namespace Redoubt.Kubernetes;

/// <summary>What an API server says of an expression that it does not take.</summary>
public static class ServerWording
{
    /// <summary>What stands in an expression's way: a mistake in it, or a constant of which no program can be made.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="result">What compiling it gave; not valid.</param>
    /// <param name="compiled">What the server calls the expression when it compiles it.</param>
    /// <param name="made">What it calls it when it makes a program.</param>
    public static string Of(string text, CelResult result, string compiled = "", string made = "program ") =>
        result.Problems.All(problem => problem.Stage == CelStage.Plan)
            ? $"{made}instantiation failed: {result.Problems[0].Reference}"
            : $"{compiled}compilation failed: {ReferenceText.Show(text, result.Problems)}";
}
