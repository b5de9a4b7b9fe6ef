using System.Collections.Immutable;
using Redoubt.Evidence;

namespace Redoubt.Access.Tests.Laws;

/// <summary>
/// The moves by definition (the README of the suite <c>access</c>), and the fewest of them by trying all: what is held is a set that grows by one with each move.
/// Slow and plain on purpose; it shares no code with what it is compared to.
/// </summary>
internal sealed class NaiveEscalation
{
    public const string ClusterAdmin = "cluster-admin";
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Certificates = "certificates.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";
    private const int MostStates = 2_000;

    private readonly World _world;
    private readonly int _minor;
    private readonly NaiveEvaluation _evaluation;
    private readonly Document[] _objects;
    private readonly string[] _names;
    private readonly string[] _namespaces;
    private readonly AccessSubject[] _subjects;
    private readonly HashSet<AccessSubject> _made;

    public NaiveEscalation(World world, int minor)
    {
        (_world, _minor, _evaluation) = (world, minor, new NaiveEvaluation(world));
        _objects = [.. world.Platform.Documents];
        _namespaces = [.. _objects.Select(one => one.Namespace).Concat(world.Bindings.SelectMany(binding => binding.Subjects).Select(subject => subject.Namespace)).Where(ns => ns.Length > 0).Distinct()];
        _names = [.. world.Roles.SelectMany(role => role.Rules).SelectMany(rule => rule.Names).Concat(_objects.Select(one => one.Name)).Append("fresh").Distinct()];
        _made = [.. Of("ServiceAccount").Select(one => AccessSubject.Account(one.Namespace, one.Name)).Concat(_namespaces.Select(ns => AccessSubject.Account(ns, "default")))];
        _subjects = [.. world.Bindings.SelectMany(binding => binding.Subjects).Concat(_made).Distinct()];
    }

    public IReadOnlyList<AccessSubject> Subjects => _subjects;

    /// <summary>The fewest moves from somebody to whatever can be reached; null where trying all takes too long.</summary>
    public Dictionary<string, int>? Fewest(AccessSubject from)
    {
        var fewest = new Dictionary<string, int>();
        var start = ImmutableSortedSet.Create(StringComparer.Ordinal, from.ToString());
        var level = new List<ImmutableSortedSet<string>> { start };
        var seen = new HashSet<string> { string.Join('|', start) };
        for (var moves = 0; level.Count > 0; moves++)
        {
            var next = new List<ImmutableSortedSet<string>>();
            foreach (var state in level)
            {
                foreach (var thing in state.Where(thing => !fewest.ContainsKey(thing)))
                {
                    fewest.Add(thing, moves);
                }

                if (!fewest.ContainsKey(ClusterAdmin) && Held(state).Any(subject => IsClusterAdmin(state, subject)))
                {
                    fewest.Add(ClusterAdmin, moves);
                }

                foreach (var given in After(state).Distinct().Where(given => !state.Contains(given)))
                {
                    var grown = state.Add(given);
                    if (seen.Add(string.Join('|', grown)))
                    {
                        next.Add(grown);
                    }
                }
            }

            if (seen.Count > MostStates)
            {
                return null;
            }

            level = next;
        }

        return fewest;
    }

    private AccessSubject[] Held(ImmutableSortedSet<string> state) => [.. _subjects.Where(subject => state.Contains(subject.ToString()))];

    private bool IsMade(ImmutableSortedSet<string> state, AccessSubject account) => _made.Contains(account) || state.Contains($"made {account}");

    /// <summary>The rules of somebody, with the namespace in which they count; none for the whole cluster.</summary>
    private List<(string Namespace, WorldRule Rule)> Rules(ImmutableSortedSet<string> state, AccessSubject subject)
    {
        var rules = new List<(string, WorldRule)>();
        foreach (var (ns, role) in Bound(state, subject))
        {
            rules.AddRange(_evaluation.RulesOf(role).Select(rule => (ns, rule)));
        }

        foreach (var ns in _namespaces.Where(ns => state.Contains($"{subject} + everything in {ns}")))
        {
            rules.Add((ns, new WorldRule(["*"], ["*"], ["*"], [], [])));
        }

        return rules;
    }

    /// <summary>The roles that are bound to somebody, those that it bound to itself too.</summary>
    private IEnumerable<(string Namespace, WorldRole Role)> Bound(ImmutableSortedSet<string> state, AccessSubject subject)
    {
        var user = subject.AsUser();
        var bound = _world.Bindings.Where(binding => binding.Subjects.Any(one => NaiveEvaluation.IsMeant(one, user)))
            .Select(binding => (binding.Namespace, Role: _world.Roles.FirstOrDefault(role => role.Name == binding.Role && role.Namespace == (binding.IsToClusterRole ? "" : binding.Namespace))))
            .Where(pair => pair.Role is not null).Select(pair => (pair.Namespace, pair.Role!));
        return bound.Concat(
            from role in _world.Roles
            from ns in _namespaces.Append("")
            where state.Contains(Gain(subject, role, ns))
            select (ns, role));
    }

    private static string Gain(AccessSubject subject, WorldRole role, string ns) => $"{subject} + {role.Namespace}/{role.Name} in {ns}";

    private bool IsClusterAdmin(ImmutableSortedSet<string> state, AccessSubject subject) => state.Contains(ClusterAdmin)
        || Rules(state, subject).Any(rule => rule.Namespace.Length == 0 && rule.Rule is { Names.Length: 0 } all && all.Verbs.Contains("*") && all.Groups.Contains("*") && all.Resources.Contains("*"));

    private IEnumerable<string> After(ImmutableSortedSet<string> state)
    {
        // Whoever is cluster-admin acts as anybody; nothing beyond is of interest.
        if (state.Contains(ClusterAdmin))
        {
            return [];
        }

        var held = Held(state).Select(subject => new Actor(this, state, subject)).ToArray();
        return held.Any(actor => IsClusterAdmin(state, actor.Subject)) ? [] : held.SelectMany(actor => actor.Moves()).Concat(held.SelectMany(one => held.SelectMany(other => Together(state, one, other))));
    }

    /// <summary>What two do that are both held; or one alone.</summary>
    private IEnumerable<string> Together(ImmutableSortedSet<string> state, Actor one, Actor other)
    {
        // token-secret.
        foreach (var ns in _namespaces)
        {
            var tokens = Of("Secret").Where(secret => secret.Namespace == ns).Select(secret => secret.Name).ToArray();
            if (_names.Any(name => (one.Makes("", "secrets", ns, name) || (tokens.Contains(name) && (one.Can("update", "", "secrets", ns, name) || one.Can("patch", "", "secrets", ns, name)))) && other.Sees(ns, name)))
            {
                foreach (var account in Accounts(state, ns))
                {
                    yield return account;
                }
            }
        }

        // certificate: the one asks, the other approves.
        var approves = other.Can("approve", Certificates, "signers", "", "kubernetes.io/kube-apiserver-client") || other.Can("approve", Certificates, "signers", "", "kubernetes.io/*");
        if (approves && _names.Any(name => one.Makes(Certificates, "certificatesigningrequests", "", name)
            && (other.Can("update", Certificates, "certificatesigningrequests/approval", "", name) || other.Can("patch", Certificates, "certificatesigningrequests/approval", "", name))))
        {
            foreach (var subject in _subjects.Where(subject => subject.Name != "system:masters"))
            {
                yield return subject.ToString();
            }
        }

        // escalate: the one writes a role that the other is bound to.
        foreach (var (ns, role) in Bound(state, other.Subject))
        {
            var parts = role.Takes is null ? [role] : _world.Roles.Where(part => part.Namespace.Length == 0 && role.Takes.Any(part.Labels.Contains)).Append(role);
            if (parts.Any(part => one.Writes(part)) || (role.Takes is not null && _names.Any(name => one.MakesWith("clusterroles", "", name, "escalate"))))
            {
                yield return ns.Length == 0 ? ClusterAdmin : $"{other.Subject} + everything in {ns}";
            }
        }
    }

    private IEnumerable<string> Accounts(ImmutableSortedSet<string> state, string ns) =>
        _subjects.Where(subject => subject.Kind == SubjectKind.ServiceAccount && subject.Namespace == ns && IsMade(state, subject)).Select(account => account.ToString());

    private IEnumerable<Document> Of(string kind) => _objects.Where(one => one.Kind == kind);

    /// <summary>Somebody who is held, with its rules.</summary>
    private sealed class Actor(NaiveEscalation world, ImmutableSortedSet<string> state, AccessSubject subject)
    {
        private static readonly (string Group, string Resource, string Kind)[] Workloads =
        [
            ("", "pods", "Pod"), ("", "replicationcontrollers", "ReplicationController"), ("apps", "deployments", "Deployment"), ("apps", "replicasets", "ReplicaSet"), ("apps", "statefulsets", "StatefulSet"),
            ("apps", "daemonsets", "DaemonSet"), ("batch", "jobs", "Job"), ("batch", "cronjobs", "CronJob"),
        ];

        private readonly List<(string Namespace, WorldRule Rule)> _rules = world.Rules(state, subject);

        public AccessSubject Subject => subject;

        public bool Can(string verb, string group, string resource, string ns, string name)
        {
            var parts = resource.Split('/');
            var request = new AccessRequest { User = AccessUser.Nobody, Verb = verb, Group = group, Resource = parts[0], Subresource = parts.Length > 1 ? parts[1] : "", Name = name, Namespace = ns };
            return _rules.Any(rule => (rule.Namespace.Length == 0 || rule.Namespace == ns) && NaiveEvaluation.Allows(rule.Rule, request));
        }

        /// <summary>Whether it can make an object of a name: by a POST, by server-side apply, or by PUT where the kind allows it.</summary>
        public bool Makes(string group, string resource, string ns, string name) => Can("create", group, resource, ns, "")
            || (Can("create", group, resource, ns, name) && (Can("patch", group, resource, ns, name) || (group == Rbac && Can("update", group, resource, ns, name))));

        /// <summary>The same for roles, where a POST asks for another verb without a name too, and the others with it.</summary>
        public bool MakesWith(string resource, string ns, string name, string verb) => (Can("create", Rbac, resource, ns, "") && Can(verb, Rbac, resource, ns, ""))
            || (Can("create", Rbac, resource, ns, name) && Can(verb, Rbac, resource, ns, name) && (Can("patch", Rbac, resource, ns, name) || Can("update", Rbac, resource, ns, name)));

        /// <summary>Whether it can write into a role that is there what it has not.</summary>
        public bool Writes(WorldRole role)
        {
            var resource = role.Namespace.Length == 0 ? "clusterroles" : "roles";
            return Can("escalate", Rbac, resource, role.Namespace, role.Name) && (Can("update", Rbac, resource, role.Namespace, role.Name) || Can("patch", Rbac, resource, role.Namespace, role.Name));
        }

        public bool Sees(string ns, string name) => Can("deletecollection", "", "secrets", ns, "")
            || new[] { "get", "list", "watch", "patch" }.Any(verb => Can(verb, "", "secrets", ns, name)) || (Can("update", "", "secrets", ns, name) && Can("delete", "", "secrets", ns, name));

        public IEnumerable<string> Moves() => Impersonate().Concat(Tokens()).Concat(Run()).Concat(Pods()).Concat(Bind()).Concat(NewRole()).Concat(Webhook());

        private IEnumerable<string> Impersonate()
        {
            foreach (var one in world._subjects)
            {
                if (one.Kind == SubjectKind.User ? Can("impersonate", "", "users", "", one.Name) : one.Kind == SubjectKind.ServiceAccount && Can("impersonate", "", "serviceaccounts", one.Namespace, one.Name))
                {
                    yield return one.ToString();
                }
            }

            var anybody = world._names.Append("somebody").Any(name => Can("impersonate", "", "users", "", name) || world._namespaces.Append("").Any(ns => Can("impersonate", "", "serviceaccounts", ns, name)));
            foreach (var one in anybody ? world._subjects.Where(one => one.Kind == SubjectKind.Group && Can("impersonate", "", "groups", "", one.Name)) : [])
            {
                yield return one.ToString();
            }

            if (anybody && Can("impersonate", "", "groups", "", "system:masters"))
            {
                yield return ClusterAdmin;
            }
        }

        private IEnumerable<string> Tokens()
        {
            foreach (var account in world._subjects.Where(one => one.Kind == SubjectKind.ServiceAccount))
            {
                if (!world.IsMade(state, account) && Makes("", "serviceaccounts", account.Namespace, account.Name))
                {
                    yield return $"made {account}";
                }

                if (world.IsMade(state, account) && Can("create", "", "serviceaccounts/token", account.Namespace, account.Name))
                {
                    yield return account.ToString();
                }
            }

            // read-token.
            foreach (var secret in world.Of("Secret").Where(secret => Sees(secret.Namespace, secret.Name)))
            {
                var account = AccessSubject.Account(secret.Namespace, secret.Root["metadata"]["annotations"]["kubernetes.io/service-account.name"].AsString()!);
                if (world._subjects.Contains(account))
                {
                    yield return account.ToString();
                }
            }
        }

        // run, and change of what has a template.
        private IEnumerable<string> Run() =>
            from ns in world._namespaces
            where Workloads.Any(one => world._names.Any(name => Makes(one.Group, one.Resource, ns, name)))
                || Workloads.Where(one => one.Kind is not ("Pod" or "Job")).Any(one => world.Of(one.Kind).Any(there => there.Namespace == ns
                    && (Can("update", one.Group, one.Resource, ns, there.Name) || Can("patch", one.Group, one.Resource, ns, there.Name))))
            from account in world.Accounts(state, ns)
            select account;

        // exec, debug, kubelet, and change of a pod's image; the only pods of these worlds whose tokens are mounted have a name, or belong to a Deployment.
        private IEnumerable<string> Pods()
        {
            foreach (var pod in world.Of("Pod").Concat(world.Of("Deployment")))
            {
                var isPod = pod.Kind == "Pod";
                var spec = isPod ? pod.Root["spec"] : pod.Root["spec"]["template"]["spec"];
                var account = AccessSubject.Account(pod.Namespace, spec["serviceAccountName"].AsString()!);
                var name = isPod ? pod.Name : "a name that nobody knows";
                var node = spec["nodeName"].AsString() ?? "a node that nobody knows";
                var reaches = Can("create", "", "pods/exec", pod.Namespace, name) || (world._minor < 35 && Can("get", "", "pods/exec", pod.Namespace, name))
                    || Can("update", "", "pods/ephemeralcontainers", pod.Namespace, name) || Can("patch", "", "pods/ephemeralcontainers", pod.Namespace, name)
                    || Can("update", "", "pods", pod.Namespace, name) || Can("patch", "", "pods", pod.Namespace, name)
                    || Can("get", "", "nodes/proxy", "", node) || Can("create", "", "nodes/proxy", "", node);
                if (reaches && world._subjects.Contains(account))
                {
                    yield return account.ToString();
                }
            }
        }

        private IEnumerable<string> Bind() =>
            from role in world._world.Roles
            from ns in role.Namespace.Length > 0 ? [role.Namespace] : world._namespaces.Append("")
            let bindings = ns.Length == 0 ? "clusterrolebindings" : "rolebindings"
            where Can("bind", Rbac, role.Namespace.Length == 0 ? "clusterroles" : "roles", ns, role.Name)
            where world._names.Any(name => Makes(Rbac, bindings, ns, name))
                || world._world.Bindings.Any(binding => binding.Namespace == ns && binding.Role == role.Name && binding.IsToClusterRole == (role.Namespace.Length == 0)
                    && (Can("update", Rbac, bindings, ns, binding.Name) || Can("patch", Rbac, bindings, ns, binding.Name)))
            select Gain(subject, role, ns);

        private IEnumerable<string> NewRole()
        {
            if (world._names.Any(name => MakesWith("clusterroles", "", name, "escalate") && Can("bind", Rbac, "clusterroles", "", name)) && world._names.Any(name => Makes(Rbac, "clusterrolebindings", "", name)))
            {
                yield return ClusterAdmin;
            }

            foreach (var ns in world._namespaces)
            {
                if (world._names.Any(name => MakesWith("roles", ns, name, "escalate") && Can("bind", Rbac, "roles", ns, name)) && world._names.Any(name => Makes(Rbac, "rolebindings", ns, name)))
                {
                    yield return $"{subject} + everything in {ns}";
                }
            }
        }

        private IEnumerable<string> Webhook()
        {
            const string Hooks = "mutatingwebhookconfigurations";
            var writes = world._names.Any(name => Makes(Admission, Hooks, "", name))
                || world.Of("MutatingWebhookConfiguration").Any(hook => Can("update", Admission, Hooks, "", hook.Name) || Can("patch", Admission, Hooks, "", hook.Name));
            var policies = world._minor >= 36 && world._names.Any(name => Makes(Admission, "mutatingadmissionpolicies", "", name)) && world._names.Any(name => Makes(Admission, "mutatingadmissionpolicybindings", "", name));
            return writes || policies ? [ClusterAdmin] : [];
        }
    }
}
