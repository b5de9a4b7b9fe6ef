using Redoubt.Catalog.Packing;
using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>The programs of a control from the image.</summary>
internal sealed class ImageSource(ControlImage image) : IProgramSource
{
    public CelProgram? Of(ControlProgram program, CelEnvironment environment) => image.Load(environment, program.Text, program.Number);
}
