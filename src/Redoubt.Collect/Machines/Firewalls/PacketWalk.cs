namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>
/// Follows the first packet of a connection from the network to a socket of the machine, through the chains of <c>prerouting</c> and <c>input</c>, and says from which
/// sources it arrives. What is not understood makes a source a perhaps, never a yes and never a no.
/// </summary>
internal sealed class PacketWalk
{
    private const int DeepestJump = 16; // NFT_JUMP_STACK_SIZE, net/netfilter/nf_tables.h
    private const int Ip = 2;
    private const int Ip6 = 10;
    private const int Inet = 1;
    private const int NetDevice = 5;
    private const int Bridge = 7;
    private const int ConnectionTracking = -200; // NF_IP_PRI_CONNTRACK, uapi/linux/netfilter_ipv4.h

    private readonly Ruleset _rules;
    private Arrival _packet;
    private readonly StepLimit _steps;
    private readonly Dictionary<(int, string, string), Chain> _chains;
    private Sources _accepted;
    private AddressBlocks _dropped = AddressBlocks.None;

    private PacketWalk(Ruleset rules, Dictionary<(int, string, string), Chain> chains, Arrival packet, StepLimit steps) =>
        (_rules, _chains, _packet, _steps) = (rules, chains, packet, steps);

    /// <summary>From where a packet arrives.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="chains">Their chains by name.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="steps">How many steps may still be made.</param>
    public static Sources Arrives(Ruleset rules, Dictionary<(int, string, string), Chain> chains, Arrival packet, StepLimit steps)
    {
        var walk = new PacketWalk(rules, chains, packet, steps);
        var everywhere = AddressBlocks.All(packet.AddressBytes);
        var flow = rules.Chains.Any(IsBelow) ? Sources.Perhaps(everywhere) : Sources.Certain(everywhere);
        foreach (var chain in walk.OnTheWay())
        {
            flow = walk.Pass(chain, flow);
        }

        return flow;
    }

    /// <summary>Whether a chain looks at frames before they are packets of a family: those are not followed.</summary>
    private static bool IsBelow(Chain chain) => chain is { Hook: not null, Rules.Count: > 0 } && (chain.Family is NetDevice or Bridge || chain.Hook == Hook.Ingress);

    private IEnumerable<Chain> OnTheWay()
    {
        var family = _packet.IsIPv6 ? Ip6 : Ip;
        return _rules.Chains.Where(chain => chain.Hook is Hook.Prerouting or Hook.Input && (chain.Family == family || chain.Family == Inet))
            .OrderBy(chain => chain.Hook).ThenBy(chain => chain.Priority);
    }

    /// <summary>A base chain: what it does not drop goes on to the next.</summary>
    private Sources Pass(Chain chain, Sources flow)
    {
        (_accepted, _dropped) = (Sources.None, AddressBlocks.None);
        _packet = _packet with { State = chain.Hook == Hook.Prerouting && chain.Priority <= ConnectionTracking ? Arrival.NoConnection : Arrival.NewConnection };
        var end = Follow(chain, flow, 0);
        if (chain.Policy == VerdictCode.Drop)
        {
            _dropped = _dropped.Or(end.May);
        }
        else
        {
            _accepted = _accepted.Or(end);
        }

        // Whatever a rule does that is not understood: who is accepted by some way and dropped by none is accepted.
        return new Sources(_accepted.Must.Or(flow.Must.And(_accepted.May.Without(_dropped, _packet.AddressBytes))), _accepted.May);
    }

    /// <summary>What comes out at the end of a chain; what it accepts is kept aside.</summary>
    private Sources Follow(Chain chain, Sources flow, int depth)
    {
        if (depth > DeepestJump)
        {
            return Lose(flow);
        }

        var left = Sources.None;
        foreach (var rule in chain.Rules)
        {
            if (flow.IsEmpty)
            {
                break;
            }

            if (!_steps.Take())
            {
                return Lose(flow);
            }

            flow = Step(rule, chain, flow, depth, ref left);
        }

        return flow.Or(left);
    }

    /// <summary>One rule: what goes on to the next rule.</summary>
    private Sources Step(IReadOnlyList<Expression> rule, Chain chain, Sources flow, int depth, ref Sources left)
    {
        var registers = new Registers(_packet);
        var (condition, passedOver) = (Sources.Certain(AddressBlocks.All(_packet.AddressBytes)), Sources.None);
        foreach (var expression in rule)
        {
            var matched = flow.And(condition);
            if (matched.IsEmpty)
            {
                break;
            }

            switch (expression)
            {
                case Decide { Verdict.Code: VerdictCode.Drop } when !passedOver.IsEmpty:
                    return flow; // it drops them at some times only
                case Decide decide:
                    return flow.Without(condition, _packet.AddressBytes).Or(passedOver).Or(Obey(decide.Verdict, chain, matched, depth, ref left));
                case Sometimes:
                    // Both happen, at different times: what it matches goes on as well.
                    passedOver = passedOver.Or(matched);
                    break;
                case Lookup { GivesVerdict: true } lookup:
                    return ByMap(lookup, registers, chain, flow, condition, depth, ref left).Or(passedOver);
                case Redirect:
                    // It goes to another program, or to another machine: who is let in there is not followed.
                    Lose(matched);
                    return flow.Without(condition, _packet.AddressBytes).Or(passedOver);
                default:
                    condition = Look(expression, registers, chain, condition);
                    break;
            }
        }

        return flow;
    }

    private Sources Look(Expression expression, Registers registers, Chain chain, Sources condition)
    {
        switch (expression)
        {
            case MetaLoad load:
                registers.Load(load);
                return condition;
            case ConnectionLoad load:
                registers.Load(load);
                return condition;
            case PayloadLoad load:
                registers.Load(load);
                return condition;
            case UnknownLoad load:
                registers.Forget(load.Register);
                return condition;
            case Mask mask:
                registers.Apply(mask);
                return condition;
            case Compare compare:
                return condition.And(registers.Compare(compare));
            case InRange range:
                var within = registers.Within(range.Register, range.From, range.To);
                return condition.And(range.IsInverted ? registers.Not(within) : within);
            case Lookup lookup:
                return condition.And(Found(lookup, registers, chain));
            case TableMatch match:
                return TableMatches.Holds(match, _packet) is { } holds ? holds ? condition : Sources.None : Sources.Perhaps(condition.May);
            case UnknownExpression:
                return Sources.Perhaps(condition.May);
            default:
                return condition;
        }
    }

    private Sources Found(Lookup lookup, Registers registers, Chain chain)
    {
        var everywhere = AddressBlocks.All(_packet.AddressBytes);
        if (Set(lookup, chain) is not { IsChanging: false } set || !_steps.Take(set.Elements.Count))
        {
            return Sources.Perhaps(everywhere);
        }

        var found = Sources.Union([.. set.Elements.Select(element => registers.Find(set, element, lookup.Register))]);
        return lookup.IsInverted ? registers.Not(found) : found;
    }

    private Sources ByMap(Lookup lookup, Registers registers, Chain chain, Sources flow, Sources condition, int depth, ref Sources left)
    {
        if (Set(lookup, chain) is not { IsChanging: false } set || !_steps.Take(set.Elements.Count))
        {
            return flow.Without(condition, _packet.AddressBytes).Or(Lose(flow.And(condition)));
        }

        var (next, rest) = (flow.Without(condition, _packet.AddressBytes), flow.And(condition));
        foreach (var element in set.Elements)
        {
            var hit = registers.Find(set, element, lookup.Register);
            var matched = flow.And(condition).And(hit);
            if (!matched.IsEmpty && element.Verdict is { } verdict)
            {
                rest = rest.Without(hit, _packet.AddressBytes);
                next = next.Or(Obey(verdict, chain, matched, depth, ref left));
            }
        }

        return next.Or(set.Otherwise is { } otherwise ? Obey(otherwise, chain, rest, depth, ref left) : rest);
    }

    /// <summary>Carries a verdict out over what a rule matched; what goes on to the next rule comes back.</summary>
    private Sources Obey(Verdict verdict, Chain chain, Sources matched, int depth, ref Sources left)
    {
        switch (verdict.Code)
        {
            case VerdictCode.Accept:
                _accepted = _accepted.Or(matched);
                return Sources.None;
            case VerdictCode.Drop:
                _dropped = _dropped.Or(matched.May);
                return Sources.None;
            case VerdictCode.Return:
                left = left.Or(matched);
                return Sources.None;
            case VerdictCode.Jump or VerdictCode.GoTo when _chains.TryGetValue((chain.Family, chain.Table, verdict.Chain), out var target):
                var end = Follow(target, matched, depth + 1);
                if (verdict.Code == VerdictCode.Jump)
                {
                    return end;
                }

                left = left.Or(end);
                return Sources.None;
            case VerdictCode.Continue or VerdictCode.Break:
                return matched;
            default:
                return Lose(matched);
        }
    }

    /// <summary>Nobody knows what becomes of these: they are accepted, dropped or go on.</summary>
    private Sources Lose(Sources matched)
    {
        _accepted = _accepted.Or(Sources.Perhaps(matched.May));
        _dropped = _dropped.Or(matched.May);
        return Sources.Perhaps(matched.May);
    }

    private NamedSet? Set(Lookup lookup, Chain chain) => _rules.Sets.GetValueOrDefault((chain.Family, chain.Table, lookup.Set));
}
