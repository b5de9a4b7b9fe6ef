using Redoubt.Catalog.Views;
using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>
/// How the work of a control grows with the platform, by the cost model: the number of its subjects times what one of them costs. More than
/// n log n is too much: a rule that looks all objects through for each object takes four times as long on a platform of twice the size.
/// </summary>
internal static class ControlGrowth
{
    private const ulong Small = 1_000;
    private const ulong Large = 1_000_000;

    /// <summary>What a list or a map within one object, and a text, has for a size: one that does not grow with the platform.</summary>
    private static readonly CelRange Within = new(0, 4);

    /// <summary>Why the control costs too much on a large platform; null when it does not.</summary>
    /// <param name="control">The control.</param>
    public static string? Objection(CompiledControl control)
    {
        var growth = Cost(control, Large) / Cost(control, Small);
        // From a thousand objects to a million the logarithm doubles; what does not grow at all costs one either way.
        var most = 2.0 * Large / Small;
        return growth <= most ? null
            : "it costs more than n log n on a platform of n objects: it looks all objects through for each subject; ask an index instead "
              + "(`platform.objectsWith`, `platform.objectsSelecting`, `platform.workloadsWith`, or the objects of the subject's own namespace where the view is `namespace`)";
    }

    private static double Cost(CompiledControl control, ulong objects)
    {
        CelRange? Sizes(IReadOnlyList<string> path, CelType type) => path is [var variable] && type.Kind == CelTypeKind.Opaque && control.Language.IsKnown(variable) ? CelRange.Exactly(objects) : Within;

        double Of(CelProgram? program) => program is null ? 0 : program.EstimateCost((path, type) => Sizes(path, type)).Max;

        var isWhole = control.Language.View is PlatformView;
        var subjects = isWhole ? 1.0 : objects;
        // What is judged of one subject; of the platform itself it may be each of its objects.
        var elements = control.Each is null ? 1.0 : isWhole ? objects : Within.Max;
        return subjects * (1 + Of(control.When) + Of(control.Each) + (elements * (Of(control.Check) + Of(control.Message))));
    }
}
