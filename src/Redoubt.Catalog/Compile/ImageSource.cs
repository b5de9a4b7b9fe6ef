using Redoubt.Catalog.Packing;
using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>The programs of a control from the image.</summary>
internal sealed class ImageSource(PackedPrograms programs) : IProgramSource
{
    public CelProgram? Of(ControlProgram program, CelEnvironment environment) => programs.Load(environment, program.Text, program.Number);
}
