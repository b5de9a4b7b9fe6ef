using Redoubt.Access;
using Redoubt.Access.Defaults;
using Redoubt.Access.Escalation;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>RBAC over one platform, made when the first rule asks: who may do what, who can become whom, which bindings give a role. Safe for many threads.</summary>
internal sealed class AccessFacts
{
    private const string AnyNamespace = "*";
    private static readonly GroupKind[] Bindings = [GroupKind.Parse("rbac.authorization.k8s.io/ClusterRoleBinding"), GroupKind.Parse("rbac.authorization.k8s.io/RoleBinding")];

    private readonly Lazy<Escalations> _escalations;
    private readonly Lazy<ILookup<Document, Document>> _bindings;

    public AccessFacts(Platform platform, int minor, bool hasBootstrap)
    {
        var complete = new Lazy<Authorization>(() => new Authorization(DefaultRoles.Of(minor).AddTo(platform), minor));
        Authorization = hasBootstrap ? complete.Value : new Authorization(platform, minor);
        HasBindings = Bindings.Any(kind => platform.Of(kind).Any(binding => binding.Root["subjects"].Count > 0));
        Partly = AccessUnknowns.Of(platform);
        _bindings = new(Authorization.BindingsByRole);
        // Kubernetes' own controllers are in every cluster: without them nobody would be told of a way over one of them.
        _escalations = new(() => new Escalations(complete.Value));
    }

    public Authorization Authorization { get; }

    /// <summary>Whether a binding in the evidence names anybody.</summary>
    public bool HasBindings { get; }

    /// <summary>What of the RBAC objects, accounts and pods the evidence itself does not know: then nothing is certain. Null where all is known.</summary>
    public MissingEvidence? Partly { get; }

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
