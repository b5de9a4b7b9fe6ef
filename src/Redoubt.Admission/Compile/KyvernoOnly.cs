using Redoubt.Cel;

namespace Redoubt.Admission.Compile;

/// <summary>What Kyverno adds to the language and what it needs: none of it can be had from the objects alone.</summary>
internal static class KyvernoOnly
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["resource"] = "looks up other objects in the cluster",
        ["http"] = "calls a service",
        ["globalContext"] = "reads what Kyverno keeps of the cluster and of services",
        ["image"] = "asks a registry about an image",
        ["images"] = "reads the images that Kyverno found in the object",
        ["imageData"] = "asks a registry about an image",
        ["parseImageReference"] = "parses an image's reference in Kyverno's way",
        ["parseServiceAccount"] = "parses a user's name in Kyverno's way",
        ["isImage"] = "parses an image's reference in Kyverno's way",
        ["time"] = "reads the clock",
        ["user"] = "parses a user's name in Kyverno's way",
        ["generator"] = "makes objects",
        ["exceptions"] = "reads Kyverno's exceptions",
        ["yaml"] = "parses YAML in a value",
        ["json"] = "parses JSON in a value",
        ["random"] = "makes random text",
        ["x509"] = "decodes certificates",
        ["hash"] = "hashes text",
    };

    /// <summary>What to say of a problem that stands at one of Kyverno's own names; null for any other problem.</summary>
    public static string? Explain(CelProblem problem, string text)
    {
        if (problem.Code is not ("undeclared-name" or "undeclared-function"))
        {
            return null;
        }

        var start = Math.Min(problem.Span.Start, text.Length);
        while (start > 0 && IsPartOfName(text[start - 1]))
        {
            start--;
        }

        var end = start;
        while (end < text.Length && IsPartOfName(text[end]))
        {
            end++;
        }

        var called = text[start..end].Trim('.');
        return Names.TryGetValue(called.Split('.')[0], out var does)
            ? $"`{called}` is Kyverno's own: it {does}, so the policy cannot be judged offline"
            : null;
    }

    private static bool IsPartOfName(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '_' or '.';
}
