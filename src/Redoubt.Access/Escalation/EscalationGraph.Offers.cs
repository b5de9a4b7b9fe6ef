using Redoubt.Access.Bindings;

namespace Redoubt.Access.Escalation;

/// <summary>What moves share: becoming accounts by name, reaching pods, and what one identity offers to another.</summary>
internal sealed partial class EscalationGraph
{
    private const string Any = "any";
    private const string All = "all";

    private readonly Lazy<ILookup<Evidence.Document, Binding>> _bindingsOf;

    /// <summary>A move to accounts that are there: all of the place, or those of some names.</summary>
    public void Become(Rights rights, NameSet names, Move move, Need need)
    {
        if (names.IsAll)
        {
            Moves(rights.Node, Accounts(rights.Namespace), move, need);
        }

        foreach (var account in names.Listed.SelectMany(name => Facts.AccountsNamed(name, rights.Namespace)))
        {
            Moves(rights.Node, _identities[account], move, need with { Namespace = account.Namespace, Name = account.Name });
        }
    }

    /// <summary>A move to the accounts of pods that carry a token, by a subresource of pods.</summary>
    public void ReachPods(Rights rights, NameSet names, Move move, string subresource, params string[] verbs)
    {
        if (names.IsAll)
        {
            Moves(rights.Node, PodAccounts(rights.Namespace), move, [.. verbs.Select(verb => rights.Need(verb, "", "pods", subresource))]);
        }

        foreach (var pod in names.Listed.Any() ? Facts.PodsIn(rights.Namespace).Where(pod => pod.Name is { } name && names.Has(name)) : [])
        {
            if (Identity(pod.Account) is { } account)
            {
                Moves(rights.Node, account, move, [.. verbs.Select(verb => rights.Need(verb, "", "pods", subresource, pod.Name!))]);
            }
        }
    }

    /// <summary>Says that an identity can do its half of something, for these names.</summary>
    public void Offer(string kind, Rights rights, NameSet names)
    {
        if (names.IsAll)
        {
            Offer(kind, rights.Node, rights.Namespace, null);
        }

        foreach (var name in names.Listed)
        {
            Offer(kind, rights.Node, rights.Namespace, name);
        }
    }

    /// <summary>Says that an identity can do its half of something, for a name or, with null, for every one.</summary>
    public void Offer(string kind, int node, string? ns, string? name)
    {
        Holds(node, Place(kind, ns, Any));
        Holds(node, Place(kind, ns, name is null ? All : $"={name}"));
    }

    /// <summary>What was offered of a kind: the name is empty where every one is meant.</summary>
    public IEnumerable<(string? Namespace, string Name, int Node)> Offered(string kind) => PlacesOf(kind)
        .Where(place => place.Name != Any).Select(place => (place.Namespace, place.Name == All ? "" : place.Name[1..], place.Node));

    /// <summary>Pairs whoever offers the one half with whoever offers the other, where they can mean the same name.</summary>
    /// <param name="one">The one half.</param>
    /// <param name="other">The other.</param>
    /// <param name="to">What both together give in a namespace; null for all of them.</param>
    /// <param name="move">The move.</param>
    public void Match(string one, string other, Func<string?, int> to, Move move)
    {
        foreach (var ns in PlacesOf(one).Concat(PlacesOf(other)).Select(place => place.Namespace).Distinct())
        {
            Narrow(one, ns);
            Narrow(other, ns);
            var names = PlacesOf(one).Where(place => place.Namespace == ns && place.Name is not (Any or All)).Select(place => (One: place.Name, Other: place.Name));
            foreach (var (first, second) in names.Append((Any, All)).Append((All, Any)))
            {
                if (Find(one, ns, first) is { } left && Find(other, ns, second) is { } right)
                {
                    Together(left, right, to(ns), move);
                }
            }
        }
    }

    /// <summary>What stands for the half of something for one name, where anybody offers it; null if nobody does.</summary>
    public int? Named(string kind, string ns, string name)
    {
        int[] from = [.. new[] { Find(kind, null, All), Find(kind, ns, All), Find(kind, null, $"={name}"), Find(kind, ns, $"={name}") }.OfType<int>()];
        if (from.Length == 0)
        {
            return null;
        }

        var place = Place(kind, ns, $"for {name}");
        Array.ForEach(from, source => Holds(source, place));
        return place;
    }

    /// <summary>The bindings whose role takes rules of this one, or is it.</summary>
    public IEnumerable<Binding> BindingsOf(Evidence.Document role) => _bindingsOf.Value[role];

    /// <summary>Everybody to whom a binding is bound: whom it names, and who is in the groups that authentication gives; also with rights that they gave themselves.</summary>
    public IEnumerable<int> BoundTo(Binding binding)
    {
        foreach (var entry in binding.Document.Root["subjects"].Items)
        {
            if (Binding.SubjectOf(entry, binding.Document) is not { } subject)
            {
                continue;
            }

            foreach (var node in NodesOf(subject))
            {
                yield return node;
            }

            foreach (var member in subject.Kind != SubjectKind.Group ? [] : Facts.Subjects.Where(one => one != subject && one.AsUser().Groups.Contains(subject.Name)))
            {
                foreach (var node in NodesOf(member))
                {
                    yield return node;
                }
            }
        }
    }

    /// <summary>The nodes of those who gave themselves a role, with the namespace; null for the whole cluster.</summary>
    public IEnumerable<(int Node, Roles.Role Role, string? Namespace)> SelfBound =>
        from node in _gained.Values.ToArray() from gain in _nodes[node].Holder!.Gains where gain.Role is not null select (node, gain.Role!, gain.Namespace);

    private int[] NodesOf(AccessSubject subject) => _nodesOf.TryGetValue(subject, out var nodes) ? [.. nodes] : [];

    // What is offered for every namespace is offered for each.
    private void Narrow(string kind, string? ns)
    {
        foreach (var place in ns is null ? [] : PlacesOf(kind).Where(place => place.Namespace is null))
        {
            Holds(place.Node, Place(kind, ns, place.Name));
        }
    }

    private int? Find(string kind, string? ns, string name) => _places.TryGetValue((kind, ns, name), out var node) ? node : null;
}
