using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>The families whose members change, and what is told of them before and after.</summary>
/// <param name="families">All families; those that get their first member are added, those that lose their last are removed.</param>
/// <param name="controls">How many controls there are.</param>
internal sealed class FamilyChanges(Dictionary<PartKey, Family> families, int controls)
{
    // Of so few one thread tells sooner than others would be there to help.
    private const int Few = 256;

    private readonly Dictionary<PartKey, Family> _changed = [];
    private readonly Changes<Failure> _failures = new(controls);
    private readonly Changes<Unjudged> _unknowns = new(controls);

    /// <summary>The family of a part, to be changed.</summary>
    public Family FamilyOf(PlatformPart part)
    {
        if (_changed.TryGetValue(part.Family, out var family))
        {
            return family;
        }

        if (!families.TryGetValue(part.Family, out family))
        {
            families.Add(part.Family, family = new Family());
        }

        _changed.Add(part.Family, family);
        return family;
    }

    /// <summary>Tells each control what it no longer finds and what it finds now.</summary>
    /// <param name="platform">The platform as it is now.</param>
    /// <param name="verdicts">The controls' verdicts, by number.</param>
    public void Tell(Platform platform, ControlVerdicts[] verdicts)
    {
        foreach (var (key, family) in _changed)
        {
            _failures.Go(family.Failures, failure => failure.Control);
            _unknowns.Go(family.Unknowns, unknown => unknown.Control);
            family.Fold(platform);
            _failures.Come(family.Failures, failure => failure.Control);
            _unknowns.Come(family.Unknowns, unknown => unknown.Control);
            if (family.IsEmpty)
            {
                families.Remove(key);
            }
        }

        if (_changed.Count > Few)
        {
            Parallel.For(0, verdicts.Length, Change);
            return;
        }

        for (var number = 0; number < verdicts.Length; number++)
        {
            Change(number);
        }

        void Change(int number)
        {
            if (_failures.Of(number) is { } failures)
            {
                verdicts[number].Change(failures.Gone, failures.Come);
            }

            if (_unknowns.Of(number) is { } unknowns)
            {
                verdicts[number].Change(unknowns.Gone, unknowns.Come);
            }
        }
    }

    /// <summary>What goes and comes, by control.</summary>
    private sealed class Changes<T>(int controls)
    {
        private readonly (List<T> Gone, List<T> Come)?[] _of = new (List<T>, List<T>)?[controls];

        public (List<T> Gone, List<T> Come)? Of(int control) => _of[control];

        public void Go(IReadOnlyList<T> all, Func<T, int> controlOf)
        {
            foreach (var one in all)
            {
                At(controlOf(one)).Gone.Add(one);
            }
        }

        public void Come(IReadOnlyList<T> all, Func<T, int> controlOf)
        {
            foreach (var one in all)
            {
                At(controlOf(one)).Come.Add(one);
            }
        }

        private (List<T> Gone, List<T> Come) At(int control) => _of[control] ??= ([], []);
    }
}
