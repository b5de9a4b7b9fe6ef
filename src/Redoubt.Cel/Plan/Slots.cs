namespace Redoubt.Cel.Plan;

/// <summary>
/// Which slot of the frame each loop variable has. Slots are given out by nesting, so that two loops side by side share theirs. Also
/// tells what a part of the tree depends on: a part that depends on nothing outside of itself can be computed when it is planned.
/// </summary>
internal sealed class Slots
{
    /// <summary>What a part depends on if it reads a variable of the environment or calls what is not pure.</summary>
    public const int Outside = -1;

    /// <summary>What a part depends on if it is closed.</summary>
    public const int Nothing = int.MaxValue;

    private readonly List<string> _names = [];

    /// <summary>The most slots that were in use at a time.</summary>
    public int Most { get; set; }

    /// <summary>The lowest slot that was read since it was last set to <see cref="Nothing"/>, or <see cref="Outside"/>.</summary>
    public int Lowest { get; set; } = Nothing;

    public int Depth => _names.Count;

    public int Enter(string name)
    {
        _names.Add(name);
        Most = Math.Max(Most, _names.Count);
        return _names.Count - 1;
    }

    /// <summary>Leaves slots free, so that the next one that is given out is this.</summary>
    public void SkipTo(int slot)
    {
        while (_names.Count < slot)
        {
            Enter("");
        }
    }

    public void Leave(int depth) => _names.RemoveRange(depth, _names.Count - depth);

    /// <summary>The slot of the innermost variable of this name, or -1.</summary>
    public int Find(string name) => _names.LastIndexOf(name);

    public void Reads(int slot) => Lowest = Math.Min(Lowest, slot);
}
