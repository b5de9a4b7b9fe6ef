using Redoubt.Cel;

namespace Redoubt.Catalog.Values;

/// <summary>A variable that every view has: what is known beyond the subject. Admission sees one object at a time and has none of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Library">The functions that take it.</param>
/// <param name="Value">Its value over a platform, for one thread.</param>
internal sealed record FactVariable(string Name, CelType Type, CelLibrary Library, Func<PlatformQuestions, CelValue> Value);

/// <summary>The variables that every view has.</summary>
internal static class FactVariables
{
    /// <summary>Whether a variable is one of them.</summary>
    public static bool IsOne(string variable) => All.Any(one => one.Name == variable);

    public static IReadOnlyList<FactVariable> All { get; } =
    [
        new("platform", PlatformQuestions.PlatformType, PlatformLibrary.Library, CelValue.Opaque),
        new("today", CelType.Timestamp, new CelLibrary { Name = "today" }, questions => CelValue.Timestamp(questions.Today)),
        new("access", AccessQuestions.AccessType, AccessLibrary.Library, questions => CelValue.Opaque(new AccessQuestions(questions))),
        new("network", NetworkQuestions.NetworkType, NetworkLibrary.Library, questions => CelValue.Opaque(new NetworkQuestions(questions))),
    ];
}
