using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>
/// Which policies are for which pods, in one direction. Pods that have the same share a profile: a policy that is for a whole cluster costs
/// its pods once, and not the list of every other policy that each has.
/// </summary>
internal sealed class Profiles
{
    // A profile is its last policy, and the profile without it.
    private readonly List<(int Before, BoundPolicy Policy, bool IsSure, bool NamesPorts)> _steps = [(0, null!, false, false)];
    private readonly int[] _ofClass;

    public Profiles(IReadOnlyList<BoundPolicy> policies, Direction direction, int podClasses)
    {
        _ofClass = new int[podClasses];
        foreach (var policy in policies.Where(policy => policy.Policy.RulesOf(direction) is not null))
        {
            Add(policy, policy.Subjects.Yes.Ends(), isSure: true);
            Add(policy, policy.Subjects.Maybe.Ends(), isSure: false);
        }
    }

    /// <summary>The profile of a class of pods; 0 where no policy is for them.</summary>
    public int Of(int podClass) => _ofClass[podClass];

    /// <summary>Whether a rule about packets to the pods of a profile names a port.</summary>
    public bool NamesPorts(int profile) => _steps[profile].NamesPorts;

    /// <summary>The policies of a profile, the first first, and whether each is surely for its pods.</summary>
    public IReadOnlyList<(BoundPolicy Policy, bool IsSure)> PoliciesOf(int profile)
    {
        var policies = new List<(BoundPolicy, bool)>();
        for (; profile != 0; profile = _steps[profile].Before)
        {
            policies.Add((_steps[profile].Policy, _steps[profile].IsSure));
        }

        policies.Reverse();
        return policies;
    }

    private void Add(BoundPolicy policy, IEnumerable<int> classes, bool isSure)
    {
        var next = new Dictionary<int, int>();
        foreach (var one in classes)
        {
            if (!next.TryGetValue(_ofClass[one], out var profile))
            {
                profile = _steps.Count;
                next.Add(_ofClass[one], profile);
                _steps.Add((_ofClass[one], policy, isSure, policy.NamesPorts || _steps[_ofClass[one]].NamesPorts));
            }

            _ofClass[one] = profile;
        }
    }
}
