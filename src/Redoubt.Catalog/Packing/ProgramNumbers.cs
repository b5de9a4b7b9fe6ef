using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Judge;
using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Packing;

/// <summary>The programs of controls, as they lie in an image.</summary>
/// <param name="catalog">The controls, as their files say.</param>
/// <param name="image">Takes the programs.</param>
internal sealed class ProgramNumbers(ControlCatalog catalog, CelImageWriter image)
{
    private readonly Dictionary<string, int> _numbers = catalog.Controls.Index().ToDictionary(one => one.Item.Id, one => one.Index, StringComparer.Ordinal);
    private readonly PlatformJudge _judge = new(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });

    /// <summary>The numbers of a control's programs in the image; -1 for a text that is empty.</summary>
    public int[] Of(Control control)
    {
        var compiled = Compiled(control);
        return [.. ControlProgram.Of(control.Rule).Select(program => program.Text.Length == 0 ? -1 : image.Add(Language(compiled, program), program.Text, Options(program)))];
    }

    /// <summary>The programs of a control that are not what compiling its texts gives, by their fields.</summary>
    /// <param name="control">The control.</param>
    /// <param name="packed">The same control from a pack.</param>
    public IEnumerable<string> Differences(Control control, Control packed)
    {
        var compiled = Compiled(control);
        return ControlProgram.Of(control.Rule)
            .Where(program => !packed.Programs!.Fits(Language(compiled, program), program.Text, Options(program), program.Number))
            .Select(program => program.Field);
    }

    private CompiledControl Compiled(Control control) =>
        _judge.Compiled(_numbers[control.Id])
        ?? throw new InvalidOperationException($"{control} does not compile: {string.Join("; ", _judge.Problems)}");

    private static CelEnvironment Language(CompiledControl compiled, ControlProgram program) => program.IsOfElement ? compiled.ElementEnvironment : compiled.SubjectEnvironment;

    private static CelOptions Options(ControlProgram program) => new() { Expected = program.Expected };
}
