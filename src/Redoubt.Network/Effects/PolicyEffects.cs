using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;
using Redoubt.Network.Rows;

namespace Redoubt.Network.Effects;

/// <summary>
/// What each policy changes: the rows that it is in, beside the same rows without it. Pods that have the same policies share a row, so that this takes about as long as the rows
/// themselves; a pod that has thousands of policies would take the square of that, and what of them is beyond <see cref="NetworkLimits.EffectSteps"/> is not known.
/// </summary>
internal sealed class PolicyEffects
{
    private readonly Dictionary<ObjectKey, PolicyEffect?> _known = [];
    private readonly EndIndex _ends;
    private readonly EndBits _named;
    private readonly EndBits _now;
    private readonly EndBits _before;
    private readonly long _mostSteps;
    private long _steps;

    public PolicyEffects(IReadOnlyList<BoundPolicy> policies, EndIndex ends, RowIndex ingress, RowIndex egress, long mostSteps = NetworkLimits.EffectSteps)
    {
        (_ends, _mostSteps) = (ends, mostSteps);
        (_named, _now, _before) = (new EndBits(ends.Classes.Count), new EndBits(ends.Classes.Count), new EndBits(ends.Classes.Count));
        foreach (var one in ends.Classes.Where(one => one.Ends.Count > 0))
        {
            _named.SetRange(one.Number, one.Number);
        }

        var rows = (Ingress: ByPolicy(ingress), Egress: ByPolicy(egress));
        foreach (var key in policies.Select(bound => bound.Policy.Document.Key).Distinct())
        {
            var effect = Add(default(PolicyEffect), key, rows.Ingress[key], Direction.Ingress);
            _known.Add(key, effect is { } known ? Add(known, key, rows.Egress[key], Direction.Egress) : null);
        }
    }

    /// <summary>What the policies of a name change: nothing where they are for no pod; null where that is not known.</summary>
    public PolicyEffect? Of(ObjectKey policy) => _known.GetValueOrDefault(policy, default(PolicyEffect));

    private static ILookup<ObjectKey, RowWithKey> ByPolicy(RowIndex rows) =>
        rows.AllByKey.SelectMany(row => row.Key.Policies.Select(one => one.Policy.Policy.Document.Key).Distinct(), (row, policy) => (policy, Row: new RowWithKey(row.Key, row.Value)))
            .ToLookup(pair => pair.policy, pair => pair.Row);

    private PolicyEffect? Add(PolicyEffect effect, ObjectKey policy, IEnumerable<RowWithKey> rows, Direction direction)
    {
        foreach (var (key, row) in rows)
        {
            _steps += row.Steps;
            if (row.IsByProtocol || _steps > _mostSteps)
            {
                return null;
            }

            (BoundPolicy Policy, bool IsSure)[] others = [.. key.Policies.Where(one => one.Policy.Policy.Document.Key != policy)];
            var without = others.Length == 0 ? null : RowBuilder.Build(others, direction, key.NamedPorts, _ends.Classes.Count, isByProtocol: false);
            effect = effect.With(direction, IsClosing(row.Cells, without?.Cells), IsOpening(row.Cells, without?.Cells));
            if (effect.IsFull(direction))
            {
                break;
            }
        }

        return effect;
    }

    // Without any policy all passes.
    private bool IsOpening(Cells now, Cells? before) => before is not null && Pieces(now, before).Any(pair =>
        !_now.Clear().Or(now.Allowed[pair.Now]).Except(before.Allowed[pair.Before]).And(_named).IsEmpty);

    private bool IsClosing(Cells now, Cells? before) => Pieces(now, before).Any(pair =>
    {
        if (before is null)
        {
            return !_before.Set(_named).Except(now.Allowed[pair.Now]).IsEmpty;
        }

        _before.Clear().Or(before.Allowed[pair.Before]).Except(now.Allowed[pair.Now]);
        _now.Clear().Or(before.Unknown[pair.Before]).Except(now.Allowed[pair.Now]).Except(now.Unknown[pair.Now]);
        return !_before.Or(_now).And(_named).IsEmpty;
    });

    // The pieces of both lines of ports that overlap; port 0 of a protocol is nobody's.
    private static IEnumerable<(int Now, int Before)> Pieces(Cells now, Cells? before)
    {
        for (var (i, j) = (0, 0); i < now.Starts.Length && (before is null || j < before.Starts.Length);)
        {
            var (end, other) = (now.EndOf(i), before?.EndOf(j) ?? int.MaxValue);
            var (first, last) = (Math.Max(now.Starts[i], before?.Starts[j] ?? 0), Math.Min(end, other));
            if (first < last || (first == last && !PortSet.IsNobodys(first)))
            {
                yield return (i, j);
            }

            i += end <= other ? 1 : 0;
            j += other <= end ? 1 : 0;
        }
    }

    private readonly record struct RowWithKey(RowKey Key, Row Row);
}
