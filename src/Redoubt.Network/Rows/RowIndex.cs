using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>The rows of one direction, by the class of the pods that they are about.</summary>
internal sealed class RowIndex
{
    private readonly Row?[] _byClass;
    private readonly Dictionary<RowKey, Row> _rows = [];

    /// <summary>Makes the rows of all pods.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="ends">The ends.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="before">Rows over the same ends: those whose policies did not change are taken from there.</param>
    public RowIndex(IReadOnlyList<BoundPolicy> policies, EndIndex ends, Direction direction, RowIndex? before)
    {
        var profiles = new Profiles(policies, direction, ends.PodClassCount);
        _byClass = new Row?[ends.PodClassCount];
        var byProfile = new Dictionary<(int Profile, string Ports), Row>();
        var steps = 0L;
        for (var number = 0; number < _byClass.Length; number++)
        {
            var profile = profiles.Of(number);
            if (profile == 0)
            {
                continue;
            }

            var named = direction == Direction.Ingress && profiles.NamesPorts(profile) ? ends.Classes[number].Ends[0].NamedPorts : [];
            var key = (profile, string.Join(',', named));
            if (!byProfile.TryGetValue(key, out var row))
            {
                row = RowOf(new RowKey(profiles.PoliciesOf(profile), key.Item2, false) { NamedPorts = named }, direction, ends.Classes.Count, before, ref steps);
                byProfile.Add(key, row);
            }

            _byClass[number] = row;
        }
    }

    /// <summary>The rows, each once.</summary>
    public IReadOnlyCollection<Row> All => _rows.Values;

    /// <summary>The rows with what made each.</summary>
    public IReadOnlyDictionary<RowKey, Row> AllByKey => _rows;

    /// <summary>The row of a class; null where no policy is for its ends.</summary>
    public Row? Of(int number) => number < _byClass.Length ? _byClass[number] : null;

    private Row RowOf(RowKey key, Direction direction, int ends, RowIndex? before, ref long steps)
    {
        var row = before?._rows.GetValueOrDefault(key) ?? RowBuilder.Build(key.Policies, direction, key.NamedPorts, ends, isByProtocol: false);
        steps += row.Steps;
        if (row.Steps > NetworkLimits.RowSteps || steps > NetworkLimits.AllRowSteps)
        {
            key = key with { IsByProtocol = true };
            row = before?._rows.GetValueOrDefault(key) ?? RowBuilder.Build(key.Policies, direction, key.NamedPorts, ends, isByProtocol: true);
        }

        _rows.TryAdd(key, row);
        return row;
    }
}

/// <summary>What makes two rows the same.</summary>
/// <param name="Policies">The policies, and whether each is surely for the pods.</param>
/// <param name="Ports">The pods' named ports, where a policy names one.</param>
/// <param name="IsByProtocol">Whether cells are by protocol only.</param>
internal sealed record RowKey(IReadOnlyList<(BoundPolicy Policy, bool IsSure)> Policies, string Ports, bool IsByProtocol)
{
    /// <summary>The ports that <see cref="Ports"/> tells of.</summary>
    public required IReadOnlyList<NamedPort> NamedPorts { get; init; }

    public bool Equals(RowKey? other) =>
        other is not null && IsByProtocol == other.IsByProtocol && Ports == other.Ports && Policies.SequenceEqual(other.Policies);

    public override int GetHashCode() => Policies.Aggregate(HashCode.Combine(Ports, IsByProtocol), HashCode.Combine);
}
