using Redoubt.Access;
using Redoubt.Access.Defaults;
using Redoubt.Access.Escalation;
using Redoubt.Access.Roles;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Values;

/// <summary>
/// The variable <c>access</c>: RBAC as one thread asks about it. What is allowed is certain; what is not is unknown where more may exist,
/// with what is missing.
/// </summary>
/// <param name="questions">The platform, which remembers what was asked.</param>
internal sealed class AccessQuestions(PlatformQuestions questions) : CelOpaque
{
    /// <summary>The type of <c>access</c>.</summary>
    public static readonly CelType AccessType = CelType.Opaque("redoubt.Access");

    private const string Admin = "cluster-admin";
    private const string OwnNamespace = "kube-system";
    private const int MostHolders = 2;
    private const int MostListed = 4;
    private static readonly Question AuditLogs = new(UnusedRights.AuditLogs, null);
    private static readonly MissingEvidence TooManyParts = new(MissingCode.Incomplete, "what others give", "the rules have more parts than are compared");
    private static readonly GroupKind ClusterRoles = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRole");
    private static readonly GroupKind ClusterRoleBindings = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRoleBinding");
    private static readonly GroupKind RoleBindings = GroupKind.Parse("rbac.authorization.k8s.io/RoleBinding");
    private static readonly Question[] OfRbac = [.. AccessFacts.Rbac.Select(kind => new Question(kind, null))];
    private static readonly Question[] OfMoves = [Question.Moves];

    public override CelType Type => AccessType;

    private AccessFacts Facts => questions.Access;

    /// <summary>Whether a subject may do something to a resource.</summary>
    public CelValue Can(string subject, string verb, string group, string resource, string ns, string name)
    {
        questions.Ask(OfRbac);
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return Answer(subject, user => new AccessRequest
        {
            User = user,
            Verb = verb,
            Group = group,
            Resource = slash < 0 ? resource : resource[..slash],
            Subresource = slash < 0 ? "" : resource[(slash + 1)..],
            Namespace = ns,
            Name = name,
        });
    }

    /// <summary>Whether a subject may use a path.</summary>
    public CelValue CanUrl(string subject, string verb, string path)
    {
        questions.Ask(OfRbac);
        return Answer(subject, user => new AccessRequest { User = user, Verb = verb, Path = path });
    }

    /// <summary>Everybody whom a binding lets do something; where more may be bound the list ends in an unknown.</summary>
    public CelValue Subjects(string verb, string group, string resource, string ns)
    {
        questions.Ask(OfRbac);
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var request = new AccessRequest
        {
            User = new AccessUser("", []),
            Verb = verb,
            Group = group,
            Resource = slash < 0 ? resource : resource[..slash],
            Subresource = slash < 0 ? "" : resource[(slash + 1)..],
            Namespace = ns,
        };
        return List(Facts.Authorization.SubjectsOf(request).Select(grant => $"{grant.Who}").Distinct().Select(CelValue.String), Missing(ns.Length == 0 ? null : ns));
    }

    /// <summary>The fewest moves from a subject to another; -1 if none lead there.</summary>
    public CelValue Moves(string subject, string target)
    {
        return Fewest(subject, target) is { } moves && Facts.Partly is null ? CelValue.Int(moves)
            : Missing(null) is { } missing ? EvidenceMissing.Unknown(missing)
            : CelValue.Int(-1);
    }

    /// <summary>Whether a subject is another or can become it; with <paramref name="seen"/> false where that is not seen.</summary>
    public CelValue Reaches(string subject, string target, bool seen) => Facts.Partly is { } partly ? EvidenceMissing.Unknown(partly)
        : Fewest(subject, target) is not null ? CelValue.True
        : !seen && Missing(null) is { } missing ? EvidenceMissing.Unknown(missing)
        : CelValue.False;

    /// <summary>
    /// Who can become cluster-admin and how, each as a map: <c>from</c>, <c>say</c> the chain in words, <c>moves</c>, and <c>at</c> where a binding that gives the first
    /// step names them. Where more may be bound the list ends in an unknown.
    /// </summary>
    public CelValue Escalations()
    {
        questions.Ask(OfMoves);
        return Facts.Partly is { } partly ? EvidenceMissing.Unknown(partly) : List(Facts.Ways().Select(Way), Missing(null));
    }

    /// <summary>
    /// The rules of a role that others of it hold, or the subjects of a binding to whom other bindings that are seen give all of it, each as a map: <c>at</c>, and <c>by</c> what gives it.
    /// </summary>
    public CelValue Pointless(CelValue value)
    {
        questions.Ask(OfRbac);
        if (questions.Values.DocumentOf(value) is not { } document)
        {
            return CelValue.List();
        }

        var (parts, isCut) = Facts.Pointless(document);
        return Facts.Partly is { } partly ? EvidenceMissing.Unknown(partly)
            : List(parts.Select(part => CelValue.Map(("at", questions.Values.Of(part.At)), ("by", CelValue.String(Listed(part.By))))), isCut ? TooManyParts : null);
    }

    /// <summary>The rules of a role of which parts were never used, each as a map: <c>at</c>, <c>say</c> the rights, <c>from</c> and <c>to</c> when the log begins and ends.</summary>
    public CelValue Unused(CelValue role)
    {
        questions.Ask([.. OfRbac, AuditLogs]);
        if (questions.Values.DocumentOf(role) is not { } document)
        {
            return CelValue.List();
        }

        // Somebody whom no binding here names may have used it.
        return Missing(null) is { } missing ? EvidenceMissing.Unknown(missing)
            : Facts.Unused.Missing is { } log ? EvidenceMissing.Unknown(log)
            : List(Facts.Unused.Of(document).Select(unused => CelValue.Map(
                ("at", questions.Values.Of(unused.Rule)), ("say", CelValue.String(Listed(unused.Rights))),
                ("from", CelValue.String(Facts.Unused.From)), ("to", CelValue.String(Facts.Unused.To)))), null);
    }

    /// <summary>Whether an audit log is in the evidence.</summary>
    public CelValue HasAuditLog()
    {
        questions.Ask([AuditLogs]);
        return CelValue.Bool(Facts.HasAuditLog);
    }

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count <= MostListed ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostListed - 1))} and {names.Count - MostListed + 1} more";

    /// <summary>Whether a binding that is seen names a subject itself.</summary>
    public CelValue IsBound(string subject)
    {
        questions.Ask(OfRbac);
        return Facts.Partly is { } partly ? EvidenceMissing.Unknown(partly) : CelValue.Bool(AccessSubject.TryParse(subject, out var found) && Facts.Authorization.Subjects.Contains(found.Value));
    }

    /// <summary>Whether any binding is seen.</summary>
    public CelValue HasBindings()
    {
        questions.Ask(OfRbac);
        return Facts.Partly is { } partly ? EvidenceMissing.Unknown(partly) : CelValue.Bool(Facts.HasBindings);
    }

    private CelValue Way(Escalation way)
    {
        var chain = string.Join(", then ", way.Steps.Select(step => $"{step.By} {step.Says} {step.Gives}"));
        var first = way.Steps[0].Because.FirstOrDefault(grant => !DefaultRoles.Has(grant.Binding));
        return CelValue.Map(
            ("from", CelValue.String($"{way.From}")), ("say", CelValue.String(chain)), ("moves", CelValue.Int(way.Steps.Count)),
            ("at", first.Binding is null ? CelValue.Null : questions.Values.Of(first.Subject)));
    }

    /// <summary>All rules that count for a subject, each with the namespace in which it does, empty for the cluster.</summary>
    public CelValue Rules(string subject)
    {
        questions.Ask(OfRbac);
        return AccessSubject.TryParse(subject, out var found)
            ? List(Facts.Authorization.RulesOf(found.Value.AsUser()).Select(grant => Rule(grant.Rule, grant.Binding.Namespace)), Missing(null))
            : CelValue.List();
    }

    /// <summary>The rules that a binding gives, or that a ClusterRole of a name holds; where they are not known the list ends in an unknown.</summary>
    public CelValue RulesOf(CelValue bindingOrName)
    {
        questions.Ask(OfRbac);
        var (roles, missing) = bindingOrName.Kind == CelKind.String
            ? Facts.Authorization.ClusterRole(bindingOrName.AsString())
            : questions.Values.DocumentOf(bindingOrName) is { } binding ? Facts.Authorization.RolesOf(binding) : ([], null);
        return List(roles.SelectMany(role => role.Rules).Select(rule => Rule(rule, "")), missing ?? roles.Select(role => role.Missing).FirstOrDefault(one => one is not null));
    }

    /// <summary>
    /// Whether a role counts in the whole cluster, or where Kubernetes' own components live: by a binding, or by nobody's, where its kind lets it. Unknown
    /// where more bindings may exist.
    /// </summary>
    public CelValue IsClusterWide(CelValue role)
    {
        questions.Ask(OfRbac);
        if (questions.Values.DocumentOf(role) is not { } document)
        {
            return CelValue.False;
        }

        if (document.Namespace.Length > 0)
        {
            return CelValue.Bool(document.Namespace == OwnNamespace);
        }

        var bindings = Facts.BindingsOf(document).ToArray();
        return Facts.Partly is null && bindings.Any(binding => binding.Namespace is "" or OwnNamespace) ? CelValue.True
            : Missing(OwnNamespace) is { } missing ? EvidenceMissing.Unknown(missing)
            : CelValue.Bool(bindings.Length == 0);
    }

    /// <summary>Who holds a role and where, for people.</summary>
    public CelValue Holders(CelValue role)
    {
        questions.Ask(OfRbac);
        if (questions.Values.DocumentOf(role) is not { } document)
        {
            return CelValue.String("");
        }

        var holders = Facts.BindingsOf(document).SelectMany(HoldersOf).Distinct().ToArray();
        return CelValue.String(holders.Length == 0
            ? "bound by nobody here"
            : $"bound to {string.Join(" and to ", holders.Take(MostHolders))}{(holders.Length > MostHolders ? $" and {holders.Length - MostHolders} more" : "")}");
    }

    /// <summary>Whether an object is one that Kubernetes makes itself, by name and content.</summary>
    public CelValue IsDefault(CelValue value) => questions.Values.DocumentOf(value) is not { } document ? CelValue.False
        : document.Unknown.Count > 0 ? EvidenceMissing.Unknown(document.Missing(document.Unknown[0]))
        : CelValue.Bool(DefaultRoles.IsOwn(document));

    /// <summary>Whether every cluster of the version has a ClusterRole of this name.</summary>
    public CelValue IsDefaultRole(string name) => CelValue.Bool(DefaultRoles.Of(questions.Minor).Find(new ObjectKey(ClusterRoles, "", name)) is not null);

    public override bool Equals(object? obj) => obj is AccessQuestions other && ReferenceEquals(questions, other.Questions);

    public override int GetHashCode() => questions.GetHashCode();

    private PlatformQuestions Questions => questions;

    private CelValue Answer(string subject, Func<AccessUser, AccessRequest> request)
    {
        if (!AccessSubject.TryParse(subject, out var found))
        {
            // Who is not named may do nothing.
            return CelValue.False;
        }

        if (Facts.Partly is { } partly)
        {
            return EvidenceMissing.Unknown(partly);
        }

        var answer = Facts.Authorization.Answer(request(found.Value.AsUser()));
        return answer.Missing is { } missing ? EvidenceMissing.Unknown(missing) : CelValue.Bool(answer.IsAllowed);
    }

    private int? Fewest(string subject, string target)
    {
        questions.Ask(OfMoves);
        var to = target != Admin && AccessSubject.TryParse(target, out var named) ? named : null;
        return AccessSubject.TryParse(subject, out var from) ? Facts.Moves(from.Value, to) : null;
    }

    private MissingEvidence? Missing(string? ns)
    {
        if (Facts.Partly is { } partly)
        {
            return partly;
        }

        var platform = questions.Values.Platform;
        return platform.IsComplete(ClusterRoleBindings, null, out var missing) && platform.IsComplete(RoleBindings, ns, out missing) ? null : missing;
    }

    private static IEnumerable<string> HoldersOf(Document binding)
    {
        // A namespace that nobody names is not shown.
        var where = binding.Namespace.Length == 0 ? "in every namespace" : binding.ShownNamespace.Length == 0 ? "in its namespace" : $"in namespace {binding.ShownNamespace}";
        foreach (var entry in binding.Root["subjects"].Items)
        {
            var home = entry["kind"].Is("ServiceAccount") ? entry["namespace"].AsString() ?? binding.ShownNamespace : "";
            var ns = home.Length == 0 ? "" : $"{home}/";
            yield return $"{entry["kind"].AsString()} {ns}{entry["name"].AsString()} {where}";
        }
    }

    private static CelValue Rule(AccessRule rule, string ns) => CelValue.Map(
        ("verbs", Texts(rule.Verbs)), ("apiGroups", Texts(rule.Groups)), ("resources", Texts(rule.Resources)), ("resourceNames", Texts(rule.Names)),
        ("nonResourceURLs", Texts(rule.Paths)), ("namespace", CelValue.String(ns)));

    private static CelValue Texts(IReadOnlyList<string> texts) => CelValue.List([.. texts.Select(CelValue.String)]);

    private static CelValue List(IEnumerable<CelValue> items, MissingEvidence? missing) =>
        CelValue.List(missing is null ? [.. items] : [.. items, CelValue.Rest(CelUnknown.Of(new EvidenceMissing(missing)))]);
}
