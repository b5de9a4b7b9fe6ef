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
    /// <summary>Those of this room, then those that others give.</summary>
    /// <param name="given">Those that others give.</param>
    public static IReadOnlyList<FactVariable> With(IReadOnlyList<GivenVariable> given) =>
        given.Count == 0 ? All : [.. All, .. given.Select(one => new FactVariable(one.Name, one.Type, one.Library, questions => CelValue.Opaque(one.Value(questions))))];

    public static IReadOnlyList<FactVariable> All { get; } =
    [
        new("platform", PlatformQuestions.PlatformType, PlatformLibrary.Library, CelValue.Opaque),
        new("today", CelType.Timestamp, new CelLibrary { Name = "today" }, questions => CelValue.Timestamp(questions.Today)),
        new("access", AccessQuestions.AccessType, AccessLibrary.Library, questions => CelValue.Opaque(new AccessQuestions(questions))),
        new("network", NetworkQuestions.NetworkType, NetworkLibrary.Library, questions => CelValue.Opaque(new NetworkQuestions(questions))),
    ];
}
