using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>The programs of a control as the build compiled them.</summary>
/// <param name="image">Has those of all controls; read when the first is asked for.</param>
/// <param name="programs">Their numbers in it, in the order of <see cref="Compile.ControlProgram"/>s; -1 for a text that is empty.</param>
internal sealed class ControlImage(Lazy<CelImage> image, int[] programs)
{
    /// <summary>A program, planned for a language.</summary>
    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public CelProgram? Load(CelEnvironment environment, string text, int program) =>
        program < programs.Length ? programs[program] < 0 ? null : image.Value.Load(environment, text, programs[program])
        : throw new InvalidDataException("the image of the controls is damaged or of another program: a control has too few programs");

    /// <summary>Whether compiling a text gives what the image holds.</summary>
    public bool Fits(CelEnvironment environment, string text, CelOptions options, int program) =>
        program < programs.Length && programs[program] >= 0 && image.Value.Fits(environment, text, options, programs[program]);
}
