using Redoubt.Access.Audit;
using Redoubt.Access.Defaults;
using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Minimise;

/// <summary>
/// The roles that hold what was used and no more. A role keeps its name and its bindings and loses rules; roles that every API server makes are left as they are,
/// and a binding to one of them gets a role of its own. The new roles allow every request that was seen, and nothing that the old ones did not.
/// </summary>
public sealed class Minimised
{
    private readonly Authorization _authorization;
    private readonly RoleUse _use;
    private readonly HashSet<ObjectKey> _defaults;
    private readonly Dictionary<Document, HashSet<RuleAtom>> _kept = [];
    private readonly Dictionary<Document, HashSet<RuleAtom>> _own = [];
    private readonly List<AuditedRight> _lost = [];
    private readonly HashSet<Document> _needed = [];

    /// <param name="authorization">Answers requests.</param>
    /// <param name="used">What was used.</param>
    /// <param name="namesObjects">Whether rules name the objects that were used, where requests carry a name: less, but what is made tomorrow is not in it.</param>
    /// <param name="keepsUnlogged">Whether rights stay on resources of which the log never speaks: the server may have been told not to write them, as is usual for leases.</param>
    public Minimised(Authorization authorization, UsedAccess used, bool namesObjects = false, bool keepsUnlogged = true)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        ArgumentNullException.ThrowIfNull(used);
        _authorization = authorization;
        _use = new RoleUse(authorization, used);
        // By name: API servers put their own back when they start.
        _defaults = [.. DefaultRoles.Of(authorization.Minor).Documents.Select(document => document.Key)];
        Assign([.. used.Needed.Where(right => !right.Request.User.Groups.Contains(AccessGroups.Masters))], namesObjects);
        var leftOut = _use.LeftOut.ToHashSet();
        var roles = authorization.Roles.Written.Where(role => !IsDefault(role.Document) && !leftOut.Contains(role)).ToDictionary(role => role.Document, role => RoleOf(role, keepsUnlogged));
        Roles = [.. roles.Where(role => role.Value.Dropped.Count > 0 || WouldHoldWhatStays(role.Key, roles)).Select(role => role.Value)];
        Bindings = [.. _authorization.Bindings.All.Where(binding => _own.ContainsKey(binding.Document)).Select(binding => new MinimalBinding(binding.Document, NewName(binding.Document), RuleFold.Rules(_own[binding.Document])))];
        UnusedBindings = [.. _authorization.Bindings.All.Where(binding => !IsDefault(binding.Document) && !_needed.Contains(binding.Document)).Select(binding => binding.Document)];
    }

    /// <summary>The roles of the evidence that hold less now.</summary>
    public IReadOnlyList<MinimalRole> Roles { get; }

    /// <summary>The roles of the evidence that stay as they are, for their rules have too many parts to be looked at one by one.</summary>
    public IReadOnlyList<Role> LeftOut => _use.LeftOut;

    /// <summary>The bindings to roles that every API server makes, each with the rules of a role of its own.</summary>
    public IReadOnlyList<MinimalBinding> Bindings { get; }

    /// <summary>The bindings by which nobody used anything.</summary>
    public IReadOnlyList<Document> UnusedBindings { get; }

    /// <summary>What was used and is not allowed any more by the roles as they are: they have changed since. It is not given back.</summary>
    public IReadOnlyList<AuditedRight> NotAllowedNow => _lost;

    /// <summary>Gives each right to one role: to what needs no change, else to a role that has it already, else to the narrowest.</summary>
    private void Assign(AuditedRight[] rights, bool namesObjects)
    {
        var open = new List<(AuditedRight Right, Place[] Places)>();
        foreach (var right in rights)
        {
            Place[] places = [.. PlacesOf(right)];
            if (places.Length == 0)
            {
                _lost.Add(right);
            }
            else if (places.Length == 1)
            {
                Keep(right, places[0], namesObjects);
            }
            else if (places.FirstOrDefault(place => place.IsFixed) is { } standing)
            {
                _needed.Add(standing.Binding.Document);
            }
            else
            {
                open.Add((right, places));
            }
        }

        foreach (var (right, places) in open)
        {
            Keep(right, places.FirstOrDefault(place => Holds(place, right, namesObjects)) ?? places.MinBy(place => place.Width)!, namesObjects);
        }
    }

    private IEnumerable<Place> PlacesOf(AuditedRight right) =>
        from named in _authorization.Naming(right.Request)
        from role in named.Binding.Role.Roles
        from rule in role.Rules
        where right.HasAnyName ? rule.AllowsForSome(right.Request) : rule.Allows(right.Request)
        let own = rule.Role is { } written && !IsDefault(written) ? written : null
        select new Place(named.Binding, rule, own, IsFixed: own is null && IsDefault(named.Binding.Document));

    private bool IsDefault(Document document) => _defaults.Contains(document.Key);

    private HashSet<RuleAtom>? AtomsAt(Place place, bool makes)
    {
        var (all, key) = place.Role is { } role ? (_kept, role) : (_own, place.Binding.Document);
        if (!all.TryGetValue(key, out var atoms) && makes)
        {
            all.Add(key, atoms = []);
        }

        return atoms;
    }

    private bool Holds(Place place, AuditedRight right, bool namesObjects) =>
        AtomsAt(place, makes: false) is { } atoms && AtomsOf(right, place.Rule, namesObjects).All(atoms.Contains);

    private void Keep(AuditedRight right, Place place, bool namesObjects)
    {
        _needed.Add(place.Binding.Document);
        if (!place.IsFixed)
        {
            AtomsAt(place, makes: true)!.UnionWith(AtomsOf(right, place.Rule, namesObjects));
        }
    }

    /// <summary>What a rule gives of a right, in the request's own words.</summary>
    private static IEnumerable<RuleAtom> AtomsOf(AuditedRight right, AccessRule rule, bool namesObjects)
    {
        var atom = RuleAtom.Of(right.Request);
        if (atom.Path is not null)
        {
            return [atom];
        }

        return right.HasAnyName && rule.Names.Count > 0 ? rule.Names.Select(name => atom with { Name = name })
            : rule.Names.Count > 0 ? [atom with { Name = right.Request.Name }]
            : [namesObjects && !right.HasAnyName ? atom : atom with { Name = null }];
    }

    private MinimalRole RoleOf(Role role, bool keepsUnlogged)
    {
        AtomUse[] atoms = [.. _use.AtomsOf(role)];
        RuleAtom[] unlogged = keepsUnlogged ? [.. atoms.Where(atom => !atom.IsUsed && !atom.IsLogged).Select(atom => atom.Atom).Distinct()] : [];
        var rules = RuleFold.Rules([.. _kept.GetValueOrDefault(role.Document, []), .. unlogged]);
        RuleAtom[] dropped = [.. atoms.Select(atom => atom.Atom).Distinct().Where(atom => !rules.Any(rule => RuleCover.Covers(rule, atom)))];
        return new MinimalRole(role.Document, rules, dropped, unlogged);
    }

    /// <summary>
    /// Whether a role that takes rules of others has none to take any more: the controller then leaves what it wrote before, so that its own rules have to be taken away too.
    /// </summary>
    private bool WouldHoldWhatStays(Document document, Dictionary<Document, MinimalRole> roles) =>
        Aggregation.Aggregates(document) && document.Root["rules"].Count > 0 && roles[document].Rules.Count == 0
        && _authorization.Roles.Of(document.Key).SelectMany(role => role.Parts).All(part => roles.TryGetValue(part, out var other) ? other.Rules.Count == 0 : part.Root["rules"].Count == 0);

    private string NewName(Document binding)
    {
        var name = $"{binding.Name}-used";
        while (_authorization.Roles.Find(binding.Namespace.Length == 0, binding.Namespace, name).Count > 0)
        {
            name += "-2";
        }

        return name;
    }

    /// <summary>Where a right comes from.</summary>
    /// <param name="Binding">The binding.</param>
    /// <param name="Rule">The rule.</param>
    /// <param name="Role">The role that can be made narrower; null where the binding gets a role of its own.</param>
    /// <param name="IsFixed">Whether nothing is changed there.</param>
    private sealed record Place(Bindings.Binding Binding, AccessRule Rule, Document? Role, bool IsFixed)
    {
        /// <summary>How much it is: in a namespace before the cluster, a role that is there before a new one.</summary>
        public (bool, bool, bool, int) Width => (Binding.IsOfCluster, Role is null, Rule.Names.Count == 0, Binding.Order);
    }
}

/// <summary>A role that holds less.</summary>
/// <param name="Old">The role as it is.</param>
/// <param name="Rules">The rules that it needs; none where nobody used it.</param>
/// <param name="Dropped">What it loses, or holds only a part of.</param>
/// <param name="Unlogged">What it keeps because the log never speaks of the resource.</param>
public sealed record MinimalRole(Document Old, IReadOnlyList<AccessRule> Rules, IReadOnlyList<RuleAtom> Dropped, IReadOnlyList<RuleAtom> Unlogged);

/// <summary>A binding that gets a role of its own in place of one that every API server makes.</summary>
/// <param name="Old">The binding as it is. What it refers to cannot be changed: it is to be deleted and made again.</param>
/// <param name="RoleName">The name of the new role: of the namespace, or of the cluster for a ClusterRoleBinding.</param>
/// <param name="Rules">The rules of the new role.</param>
public sealed record MinimalBinding(Document Old, string RoleName, IReadOnlyList<AccessRule> Rules);
