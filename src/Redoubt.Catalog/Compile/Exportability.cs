using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>Whether a control can be enforced by the API server itself, as a ValidatingAdmissionPolicy (design, section 4).</summary>
internal static class Exportability
{
    private static readonly string[] NotInAdmission = ["platform", "access", "network", "image"];

    /// <summary>Why it cannot be exported; null when it can.</summary>
    public static string? Obstacle(CompiledControl control) => control switch
    {
        { Check: null } => "only a person can judge it",
        { View: View.ServiceAccount } => "it judges service accounts together with the pods that run as them",
        { View: View.Platform } => "it judges the platform as one",
        { View: View.Ambiguity } => "it judges the text of a manifest, and admission sees what was read from it",
        _ when Programs(control).SelectMany(program => program.FreeVariables).FirstOrDefault(NotInAdmission.Contains) is { } variable =>
            $"it reads `{variable}`, and admission sees one object at a time",
        _ => null,
    };

    private static IEnumerable<CelProgram> Programs(CompiledControl control) =>
        new[] { control.When, control.Each, control.Check, control.Message }.OfType<CelProgram>();
}
