using Redoubt.Access;
using Redoubt.Access.Compare;
using Redoubt.Access.Escalation;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>RBAC over one platform, made when the first rule asks: who may do what, who can become whom, which bindings give a role. Safe for many threads.</summary>
internal sealed class AccessFacts
{
    private const string AnyNamespace = "*";
    private static readonly GroupKind[] Bindings = [GroupKind.Parse("rbac.authorization.k8s.io/ClusterRoleBinding"), GroupKind.Parse("rbac.authorization.k8s.io/RoleBinding")];

    private static readonly GroupKind[] RbacKinds = [.. Bindings, GroupKind.Parse("rbac.authorization.k8s.io/ClusterRole"), GroupKind.Parse("rbac.authorization.k8s.io/Role")];

    private readonly Lazy<Escalations> _escalations;
    private readonly Lazy<ILookup<Document, Document>> _bindings;
    private readonly PointlessRights _pointless;
    private readonly Lazy<UnusedRights> _unused;

    public AccessFacts(Platform platform, int minor, bool hasBootstrap)
    {
        var written = new Authorization(platform, minor);
        var complete = new Lazy<Authorization>(written.WithDefaults);
        Authorization = hasBootstrap ? complete.Value : written;
        HasBindings = Bindings.Any(kind => platform.Of(kind).Any(binding => binding.Root["subjects"].Count > 0));
        Partly = AccessUnknowns.Of(platform);
        _bindings = new(Authorization.BindingsByRole);
        _pointless = new PointlessRights(Authorization);
        _unused = new(() => new UnusedRights(Authorization));
        _escalations = new(() => new Escalations(complete.Value));
    }

    /// <summary>The kinds of roles and bindings.</summary>
    public static IReadOnlyList<GroupKind> Rbac => RbacKinds;

    public Authorization Authorization { get; }

    /// <summary>Whether all of this is the same after a change.</summary>
    /// <param name="changed">The questions that may have another answer.</param>
    public static bool IsLeftBy(IReadOnlySet<Question> changed) => !changed.Contains(Question.Moves) && !changed.Contains(new Question(UnusedRights.AuditLogs, null));

    /// <summary>Whether a binding in the evidence names anybody.</summary>
    public bool HasBindings { get; }

    /// <summary>What of the RBAC objects, accounts and pods the evidence itself does not know: then nothing is certain. Null where all is known.</summary>
    public MissingEvidence? Partly { get; }

    /// <summary>Whether the evidence has an audit log.</summary>
    public bool HasAuditLog => UnusedRights.HasLog(Authorization.Platform);

    /// <summary>What was used of roles, as far as the audit logs of the evidence say.</summary>
    public UnusedRights Unused => _unused.Value;

    /// <summary>The parts of a role or a binding that give nothing, and whether there may be more.</summary>
    public (IReadOnlyList<PointlessPart> Parts, bool IsCut) Pointless(Document document)
    {
        lock (_pointless)
        {
            PointlessPart[] parts = [.. document.Kind is "Role" or "ClusterRole" ? _pointless.OfRole(document) : _pointless.OfBinding(document)];
            return (parts, _pointless.IsCut);
        }
    }

    /// <summary>The fewest moves from one to another; null if none lead there. An account of any namespace has <c>*</c> as its namespace.</summary>
    public int? Moves(AccessSubject from, AccessSubject? to)
    {
        // The search remembers what it found.
        lock (_escalations)
        {
            return from is { Kind: SubjectKind.ServiceAccount, Namespace: AnyNamespace }
                ? _escalations.Value.Subjects.Where(subject => subject.Kind == SubjectKind.ServiceAccount && subject.Name == from.Name).Min(subject => _escalations.Value.Fewest(subject, to)?.Steps.Count)
                : _escalations.Value.Fewest(from, to)?.Steps.Count;
        }
    }

    /// <summary>Every way by which somebody who is none of Kubernetes' own, and not cluster-admin already, becomes it; the shortest first.</summary>
    public IReadOnlyList<Escalation> Ways()
    {
        lock (_escalations)
        {
            var all = _escalations.Value;
            return [.. all.Subjects.Where(subject => !all.IsOwn(subject)).Select(subject => all.Fewest(subject)).OfType<Escalation>()
                .Where(way => way.Steps.Count > 0).OrderBy(way => way.Steps.Count)];
        }
    }

    /// <summary>The bindings that give a role, or one that takes rules of it, in order.</summary>
    public IEnumerable<Document> BindingsOf(Document role) => _bindings.Value[role];
}
