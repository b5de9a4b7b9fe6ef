using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>The programs of one thing that is shipped, as the build compiled them.</summary>
/// <param name="pack">Has those of all.</param>
/// <param name="programs">Their numbers in its image, in an order that the thing knows; -1 for a text that is empty.</param>
public sealed class PackedPrograms(Pack pack, IReadOnlyList<int> programs)
{
    /// <summary>A program, planned for a language; null for a text that is empty.</summary>
    /// <param name="environment">The language.</param>
    /// <param name="text">Its text.</param>
    /// <param name="program">Which of them.</param>
    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public CelProgram? Load(CelEnvironment environment, string text, int program) =>
        program < programs.Count ? programs[program] < 0 ? null : pack.Image.Load(environment, text, programs[program])
        : throw new InvalidDataException("the image of the controls is damaged or of another program: a control has too few programs");

    /// <summary>Whether compiling a text gives what the image holds.</summary>
    /// <param name="environment">The language.</param>
    /// <param name="text">The text; empty for none.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="program">Which of them.</param>
    public bool Fits(CelEnvironment environment, string text, CelOptions options, int program) =>
        program < programs.Count && (programs[program] < 0 ? text.Length == 0 : text.Length > 0 && pack.Image.Fits(environment, text, options, programs[program]));
}
