using Redoubt.Access.Bindings;
using Redoubt.Access.Defaults;
using Redoubt.Access.Roles;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access;

/// <summary>
/// Answers from the RBAC objects in the evidence as an API server's RBAC authorizer does. What they allow is certain. What they do not allow
/// is certain only where all of them are known; otherwise the answer says what is missing, and is never a plain no. Safe to use from several threads.
/// </summary>
/// <param name="platform">The evidence.</param>
/// <param name="minor">The minor version of Kubernetes.</param>
/// <param name="knowsDefaults">Whether a role that a binding names may be one of those that every API server of the version makes at start.</param>
public sealed class Authorization(Platform platform, int minor = KubernetesVersion.NewestMinor, bool knowsDefaults = true)
{
    private readonly Lazy<(RoleIndex Roles, BindingIndex Bindings)> _index = new(() => Read(platform, minor, knowsDefaults));

    /// <summary>The evidence.</summary>
    public Platform Platform => platform;

    /// <summary>The minor version of Kubernetes.</summary>
    public int Minor => minor;

    /// <summary>Everybody whom a binding names.</summary>
    public IReadOnlyCollection<AccessSubject> Subjects => Bindings.Subjects;

    /// <summary>What in bindings an API server would refuse, or two files say differently; all else is answered.</summary>
    public IEnumerable<AccessProblem> Problems => BindingProblems.Of(Bindings.All);

    internal BindingIndex Bindings => _index.Value.Bindings;

    internal RoleIndex Roles => _index.Value.Roles;

    /// <summary>
    /// The same with the roles and bindings that every API server makes at start. Who can become whom is asked of this: Kubernetes' own controllers are in every cluster, and without them
    /// nobody would be told of a way over one of them.
    /// </summary>
    public Authorization WithDefaults() => new(DefaultRoles.Of(minor).AddTo(platform), minor);

    /// <summary>Whether a request is allowed, and by what.</summary>
    /// <param name="request">The request.</param>
    public AccessAnswer Answer(AccessRequest request)
    {
        var user = request.User;
        if (user.Groups.Contains(AccessGroups.Masters))
        {
            return new AccessAnswer(this, request, isAllowed: true, null);
        }

        AccessGrant? first = null;
        var order = int.MaxValue;
        for (var number = 0; number <= user.Groups.Count; number++)
        {
            if (Bindings.Of(user, number) is not { } scoped)
            {
                continue;
            }

            First(scoped.Cluster, request, ref first, ref order);
            if (request.Namespace.Length > 0 && request.Path is null)
            {
                First(scoped.In(request.Namespace), request, ref first, ref order);
            }
        }

        return new AccessAnswer(this, request, first is not null, first);
    }

    /// <summary>Everything that allows a request, in the order in which a server looks.</summary>
    /// <param name="request">The request; allowed past everything to <c>system:masters</c>, for which nothing is given.</param>
    public IEnumerable<AccessGrant> Grants(AccessRequest request) => Naming(request)
        .Select(named => (named, Rule: named.Binding.RuleFor(request))).Where(found => found.Rule is not null)
        .Select(found => new AccessGrant(found.named.Binding.Document, found.named.Entry, found.Rule!));

    /// <summary>Everybody whom a binding allows a request, binding by binding; whoever is in <c>system:masters</c> is always allowed it too.</summary>
    /// <param name="request">The request; who asks is not looked at.</param>
    /// <param name="everywhere">Whether to look into every namespace instead of the request's.</param>
    public IEnumerable<AccessGrant> SubjectsOf(AccessRequest request, bool everywhere = false)
    {
        foreach (var binding in Bindings.All)
        {
            var counts = binding.IsOfCluster || (request.Path is null && (everywhere || binding.Document.Namespace == request.Namespace));
            if (!counts || binding.RuleFor(request) is not { } rule)
            {
                continue;
            }

            foreach (var entry in binding.Document.Root["subjects"].Items)
            {
                if (Binding.SubjectOf(entry, binding.Document) is not null)
                {
                    yield return new AccessGrant(binding.Document, entry, rule);
                }
            }
        }
    }

    /// <summary>The bindings that give a role, or one that takes rules of it, by the role.</summary>
    public ILookup<Document, Document> BindingsByRole() =>
        (from binding in Bindings.All from role in binding.Role.Roles from part in role.Parts select (part, binding.Document)).ToLookup(pair => pair.part, pair => pair.Document);

    /// <summary>The role that a binding gives, or several that claim to be it; and what is missing where it is not known.</summary>
    /// <param name="binding">The binding.</param>
    public (IReadOnlyList<Role> Roles, MissingEvidence? Missing) RolesOf(Document binding) =>
        Bindings.Of(binding) is { } found ? (found.Role.Roles, found.Role.Missing) : ([], null);

    /// <summary>The ClusterRole of a name; and what is missing where it is not known.</summary>
    /// <param name="name">The name.</param>
    public (IReadOnlyList<Role> Roles, MissingEvidence? Missing) ClusterRole(string name) => Roles.ClusterRole(name);

    /// <summary>Every rule that counts for somebody, with the binding that gives it; those of the cluster first.</summary>
    /// <param name="user">Who.</param>
    public IEnumerable<AccessGrant> RulesOf(AccessUser user) =>
        from number in Enumerable.Range(0, user.Groups.Count + 1)
        let scoped = Bindings.Of(user, number)
        where scoped is not null
        from named in scoped.All
        from role in named.Binding.Role.Roles
        from rule in role.Rules
        orderby named.Binding.Order
        select new AccessGrant(named.Binding.Document, named.Entry, rule);

    /// <summary>
    /// The rules that count for somebody, without the parts that a wider one has, or one that stands before: each right is there once. A rule of too many parts stays whole.
    /// </summary>
    /// <param name="user">Who.</param>
    /// <returns>Each with what is left of it; its rule is the one that is written.</returns>
    public IReadOnlyList<(AccessGrant Grant, AccessRule Left)> FoldedRulesOf(AccessUser user)
    {
        var rules = new RuleParts();
        var grants = RulesOf(user).Select(grant => (Grant: grant, Parts: rules.Takes(grant.Rule) ? PartsOf(grant) : null)).ToArray();
        var widest = new RightSet(grants.SelectMany(one => one.Parts ?? [])).Widest.ToHashSet();
        var folded = new List<(AccessGrant, AccessRule)>();
        foreach (var (grant, parts) in grants)
        {
            PlacedAtom[] left = [.. parts?.Where(widest.Remove) ?? []];
            if (parts is null || left.Length == parts.Length)
            {
                folded.Add((grant, grant.Rule));
            }
            else
            {
                folded.AddRange(RuleFold.Rules(left.Select(right => right.Atom)).Select(rule => (grant, rule)));
            }
        }

        return folded;

        // A path counts in the whole cluster only.
        static PlacedAtom[] PartsOf(AccessGrant grant) =>
            [.. grant.Rule.Atoms.Where(atom => grant.Binding.Namespace.Length == 0 || atom.Path is null).Select(atom => new PlacedAtom(grant.Binding.Namespace, atom))];
    }

    /// <summary>The rules of somebody that come nearest to allowing a request which is not allowed, the nearest first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<Lack> Nearest(AccessRequest request, int most) =>
        [.. RulesOf(request.User).Select(grant => Lack.Of(grant.Binding, grant.Rule, request)).Where(lack => lack.Lacks.Count is 1 or 2).OrderBy(lack => lack.Lacks.Count).Take(most)];

    /// <summary>The rules that count for somebody in a namespace, those of the whole cluster first.</summary>
    /// <param name="user">Who.</param>
    /// <param name="ns">The namespace; empty for the cluster.</param>
    public IReadOnlyList<AccessRule> RulesAt(AccessUser user, string ns) =>
        [.. Naming(new AccessRequest { User = user, Verb = "", Namespace = ns }).SelectMany(named => named.Binding.Role.Roles).SelectMany(role => role.Rules)];

    /// <summary>The roles that bindings of the user name and that do not exist, in order.</summary>
    /// <param name="request">The request.</param>
    public IReadOnlyList<LostRole> LostRoles(AccessRequest request) =>
        [.. Naming(request).Select(named => named.Binding.Role.Lost).OfType<LostRole>()];

    /// <summary>What would have to be known to say that a request is not allowed; null if that is certain.</summary>
    /// <param name="request">The request.</param>
    public MissingEvidence? Missing(AccessRequest request)
    {
        foreach (var named in Naming(request))
        {
            if ((named.Binding.Role.Missing ?? named.Binding.Role.Roles.Select(role => role.Missing).FirstOrDefault(missing => missing is not null)) is { } missing)
            {
                return missing;
            }
        }

        return MissingOf(Binding.ClusterRoleBinding, null)
            ?? (request.Namespace.Length > 0 && request.Path is null ? MissingOf(Binding.RoleBinding, request.Namespace) : null);
    }

    private static (RoleIndex Roles, BindingIndex Bindings) Read(Platform platform, int minor, bool knowsDefaults)
    {
        var roles = new RoleIndex(platform, minor, knowsDefaults);
        return (roles, new BindingIndex(platform, roles));
    }

    private static void First(IReadOnlyList<BindingIndex.Named> bindings, AccessRequest request, ref AccessGrant? first, ref int order)
    {
        for (var i = 0; i < bindings.Count && bindings[i].Binding.Order < order; i++)
        {
            if (bindings[i].Binding.RuleFor(request) is { } rule)
            {
                (first, order) = (new AccessGrant(bindings[i].Binding.Document, bindings[i].Entry, rule), bindings[i].Binding.Order);
            }
        }
    }

    /// <summary>The bindings that name who asks and count for what is asked, each once, in order. A path is allowed for the whole cluster only.</summary>
    internal IEnumerable<BindingIndex.Named> Naming(AccessRequest request)
    {
        var isInside = request.Namespace.Length > 0 && request.Path is null;
        return Enumerable.Range(0, request.User.Groups.Count + 1).Select(number => Bindings.Of(request.User, number)).OfType<BindingIndex.Scoped>()
            .SelectMany(scoped => isInside ? scoped.Cluster.Concat(scoped.In(request.Namespace)) : scoped.Cluster)
            .OrderBy(named => named.Binding.Order).DistinctBy(named => named.Binding.Order);
    }

    private MissingEvidence? MissingOf(GroupKind kind, string? ns) => platform.IsComplete(kind, ns, out var missing) ? null : missing;
}
