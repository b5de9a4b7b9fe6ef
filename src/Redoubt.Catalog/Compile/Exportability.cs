using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>Whether a control can be enforced by the API server itself, as a ValidatingAdmissionPolicy (design, section 4).</summary>
internal static class Exportability
{
    /// <summary>Why it cannot be exported; null when it can.</summary>
    public static string? Obstacle(CompiledControl control) => control switch
    {
        { Check: null } => "only a person can judge it",
        { Control.Text.NotExported: { Length: > 0 } reason } => reason,
        { View.Obstacle: { } obstacle } => obstacle,
        _ when control.Language.Known.FirstOrDefault(known => Programs(control).Any(program => program.FreeVariables.Contains(known.Fact.Name))).Fact is { } fact =>
            $"it reads `{fact.Name}`, and admission sees one object at a time",
        _ => null,
    };

    private static IEnumerable<CelProgram> Programs(CompiledControl control) =>
        new[] { control.When, control.Each, control.Check, control.Message }.OfType<CelProgram>();
}
