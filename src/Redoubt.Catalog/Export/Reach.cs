using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Views;
using Redoubt.Cel;

namespace Redoubt.Catalog.Export;

/// <summary>
/// Whether a control can fail for any object that an API server asks about: one that looks for what no object has by then, such as a version
/// that is not served or a missing <c>uid</c>, makes a policy that never fires.
/// </summary>
internal static class Reach
{
    /// <summary>Why the control never fails there; null where it may.</summary>
    /// <param name="control">The control.</param>
    /// <param name="minor">The target version's minor number.</param>
    public static string? Obstacle(CompiledControl control, int minor)
    {
        if (control.View is not KindsView view)
        {
            return null;
        }

        var asked = ExportScope.Kinds(view.Exported(control, minor), minor);
        return asked.Any(kind => MayFail(control, new ServedObject(kind.ApiVersion, kind.Kind).Root)) ? null
            : $"it fails for no object that an API server of 1.{minor} has: for none of a version that it serves and with a `uid`";
    }

    private static bool MayFail(CompiledControl control, CelValue served)
    {
        CelValue Ask(CelProgram program)
        {
            var frame = new CelFrame(program.Environment);
            frame[program.Environment.VariableIndex("object")] = served;
            return program.Evaluate(frame);
        }

        return !(control.When is { } when && Ask(when).IsFalse)
            && (control.Each is { } each ? Ask(each) is not { Kind: CelKind.List, Count: 0 } : !Ask(control.Check!).IsTrue);
    }
}
