namespace Redoubt.Catalog;

/// <summary>What is known of one theme in one layer.</summary>
/// <param name="Controls">How many controls there are for it.</param>
/// <param name="Fails">Failing places.</param>
/// <param name="Unknowns">Subjects that could not be judged.</param>
/// <param name="Passes">Subjects that passed.</param>
public readonly record struct MatrixCell(int Controls, int Fails, int Unknowns, int Passes);

/// <summary>Layer × theme: where something is wrong, where all is well, and where nothing is known.</summary>
public sealed class Matrix
{
    private static readonly int LayerCount = Names.OfLayers.Count;
    private static readonly int ThemeCount = Names.OfThemes.Count;

    private readonly MatrixCell[] _cells = new MatrixCell[LayerCount * ThemeCount];
    private readonly bool[] _evidence = new bool[LayerCount];

    /// <summary>The counts of a cell.</summary>
    public MatrixCell this[Layer layer, Theme theme] => _cells[Index(layer, theme)];

    /// <summary>Whether there is evidence of a layer at all.</summary>
    public bool HasEvidence(Layer layer) => _evidence[(int)layer];

    /// <summary>
    /// The cell's verdict: fail if any fails; else unknown if any is unknown or the layer has no evidence;
    /// else pass; null where the layer has evidence and no control asks.
    /// </summary>
    public Verdict? Of(Layer layer, Theme theme)
    {
        var cell = this[layer, theme];
        if (cell.Fails > 0)
        {
            return Verdict.Fail;
        }

        if (cell.Unknowns > 0 || !HasEvidence(layer))
        {
            return Verdict.Unknown;
        }

        return cell.Controls == 0 ? null : cell.Passes > 0 ? Verdict.Pass : Verdict.NotApplicable;
    }

    internal void SetEvidence(Layer layer) => _evidence[(int)layer] = true;

    internal void Set(Layer layer, Theme theme, MatrixCell cell) => _cells[Index(layer, theme)] = cell;

    internal void Add(Control control, int fails, int unknowns, int passes)
    {
        ref var cell = ref _cells[Index(control.Layer, control.Theme)];
        cell = new MatrixCell(cell.Controls + 1, cell.Fails + fails, cell.Unknowns + unknowns, cell.Passes + passes);
    }

    /// <summary>What both say of the same controls together: the counts added, the evidence of this one.</summary>
    /// <param name="other">The other.</param>
    public Matrix Plus(Matrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var sum = new Matrix();
        _evidence.CopyTo(sum._evidence, 0);
        for (var index = 0; index < _cells.Length; index++)
        {
            var (one, two) = (_cells[index], other._cells[index]);
            sum._cells[index] = new MatrixCell(Math.Max(one.Controls, two.Controls), one.Fails + two.Fails, one.Unknowns + two.Unknowns, one.Passes + two.Passes);
        }

        return sum;
    }

    private static int Index(Layer layer, Theme theme) => ((int)layer * ThemeCount) + (int)theme;
}
