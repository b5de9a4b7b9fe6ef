using Redoubt.Access.Bindings;
using Redoubt.Access.Defaults;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access.Escalation;

/// <summary>The objects that moves meet: accounts, tokens in secrets, workloads, pods that carry a token.</summary>
internal sealed class EscalationFacts
{
    private const string TokenType = "kubernetes.io/service-account-token";
    private static readonly GroupKind SecretKind = new("", "Secret");
    private static readonly GroupKind PodKind = new("", "Pod");
    private static readonly GroupKind JobKind = new("batch", "Job");

    private readonly HashSet<AccessSubject> _accounts = [];
    private readonly Dictionary<string, List<AccessSubject>> _accountsByNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AccessSubject>> _accountsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Name, AccessSubject Account)>> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RunningPod>> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<(GroupKind Kind, string Namespace), HashSet<string>> _workloads = [];
    private readonly HashSet<AccessSubject> _own;
    private readonly Platform _platform;

    public EscalationFacts(Authorization authorization, IEnumerable<AccessSubject> more)
    {
        _platform = authorization.Platform;
        Namespaces = NamespacesOf(authorization);
        _own = [.. DefaultSubjects(authorization).OfType<AccessSubject>()];
        foreach (var account in AccountsOf())
        {
            if (_accounts.Add(account))
            {
                ListIn(_accountsByNamespace, account.Namespace).Add(account);
                ListIn(_accountsByName, account.Name).Add(account);
            }
        }

        HashSet<AccessSubject> subjects = [.. authorization.Subjects.Where(subject => subject.Kind != SubjectKind.Group || subject.Name.Length > 0), .. _accounts, .. more];
        Subjects = [.. subjects.OrderBy(subject => subject.ToString(), StringComparer.Ordinal)];
        Unmade = [.. Subjects.Where(subject => subject.Kind == SubjectKind.ServiceAccount && !_accounts.Contains(subject))];
        ReadSecrets();
        ReadWorkloads();
    }

    /// <summary>Everybody: whom bindings name, and the accounts, by name.</summary>
    public IReadOnlyList<AccessSubject> Subjects { get; }

    /// <summary>Whether a binding that every API server makes at start names somebody: Kubernetes' own.</summary>
    public bool IsOwn(AccessSubject subject) => _own.Contains(subject);

    /// <summary>The accounts that bindings name and that nobody has made.</summary>
    public IReadOnlyList<AccessSubject> Unmade { get; }

    /// <summary>The namespaces that an object lies in or that a binding's subject names: taken as there.</summary>
    public IReadOnlySet<string> Namespaces { get; }

    /// <summary>The namespace that is asked for, or all.</summary>
    public IEnumerable<string> In(string? ns) => ns is null ? Namespaces : [ns];

    public IEnumerable<AccessSubject> AccountsIn(string? ns) => ns is null ? _accounts : _accountsByNamespace.GetValueOrDefault(ns, []);

    public IEnumerable<AccessSubject> AccountsNamed(string name, string? ns) =>
        _accountsByName.GetValueOrDefault(name, []).Where(account => ns is null || account.Namespace == ns);

    /// <summary>The secrets that hold an account's token.</summary>
    public IEnumerable<(string Name, AccessSubject Account)> TokensIn(string ns) => _tokens.GetValueOrDefault(ns, []);

    public IEnumerable<string> NamespacesWithTokens(string? ns) => ns is null ? _tokens.Keys : _tokens.ContainsKey(ns) ? [ns] : [];

    /// <summary>The pods that carry a token.</summary>
    public IEnumerable<RunningPod> PodsIn(string? ns) => ns is null ? _pods.Values.SelectMany(pods => pods) : _pods.GetValueOrDefault(ns, []);

    /// <summary>The names of the workloads of a kind whose template can still be changed, by namespace.</summary>
    public IEnumerable<(string Namespace, IReadOnlySet<string> Names)> Changeable(GroupKind kind, string? ns) => ns is not null
        ? _workloads.TryGetValue((kind, ns), out var names) ? [(ns, names)] : []
        : _workloads.Where(entry => entry.Key.Kind == kind).Select(entry => (entry.Key.Namespace, (IReadOnlySet<string>)entry.Value));

    /// <summary>The names of the objects of a kind that are there.</summary>
    public bool Has(GroupKind kind, NameSet names) => names.IsAll
        ? _platform.Of(kind).Count > 0
        : names.Listed.Any(name => _platform.Find(new ObjectKey(kind, "", name)).Count > 0);

    private static List<T> ListIn<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private static HashSet<string> NamespacesOf(Authorization authorization)
    {
        var names = authorization.Platform.Documents.Select(document => document.Namespace).Where(ns => ns.Length > 0).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(authorization.Platform.Of(NamespaceUse.GroupKind).Select(ns => ns.Name));
        names.UnionWith(authorization.Subjects.Select(subject => subject.Namespace).Where(ns => ns.Length > 0));
        return names;
    }

    /// <summary>An account is there if its object is, if it is a namespace's default, or if a default binding names it: controllers make those.</summary>
    private IEnumerable<AccessSubject> AccountsOf() =>
        _platform.Of(AccountUse.GroupKind).Select(document => AccessSubject.Account(document.Namespace, document.Name))
            .Concat(Namespaces.Select(ns => AccessSubject.Account(ns, "default")))
            .Concat(_own.Where(subject => subject.Kind == SubjectKind.ServiceAccount));

    private static IEnumerable<AccessSubject?> DefaultSubjects(Authorization authorization)
    {
        foreach (var binding in authorization.Bindings.All.Where(binding => DefaultRoles.Has(binding.Document)))
        {
            foreach (var entry in binding.Document.Root["subjects"].Items)
            {
                yield return Binding.SubjectOf(entry, binding.Document);
            }
        }
    }

    private void ReadSecrets()
    {
        foreach (var secret in _platform.Of(SecretKind).Where(secret => secret.Root["type"].Is(TokenType)))
        {
            if (secret.Root["metadata"]["annotations"]["kubernetes.io/service-account.name"].AsString() is { } name)
            {
                ListIn(_tokens, secret.Namespace).Add((secret.Name, AccessSubject.Account(secret.Namespace, name)));
            }
        }
    }

    private void ReadWorkloads()
    {
        foreach (var workload in _platform.Workloads)
        {
            var document = workload.Document;
            var kind = document.Key.Kind;
            var account = workload.ServiceAccount;
            if (workload.CarriesToken(AccountOf(account)))
            {
                var name = kind == PodKind && !document.IsNameGenerated ? document.Name : null;
                ListIn(_pods, document.Namespace).Add(new RunningPod(name, AccessSubject.Account(account.Namespace, account.Name), workload.Spec["nodeName"].AsString()));
            }

            if (kind != PodKind && kind != JobKind)
            {
                if (!_workloads.TryGetValue((kind, document.Namespace), out var names))
                {
                    _workloads.Add((kind, document.Namespace), names = new(StringComparer.Ordinal));
                }

                names.Add(document.Name);
            }
        }
    }

    private Document? AccountOf(ServiceAccountUse account) =>
        _platform.Find(new ObjectKey(AccountUse.GroupKind, account.Namespace, account.Name)) is [var own, ..] ? own : null;
}

/// <summary>A pod that carries its account's token.</summary>
/// <param name="Name">Its name; null where a controller makes it up.</param>
/// <param name="Account">The account.</param>
/// <param name="Machine">The node that it runs on; null where that is not known.</param>
internal sealed record RunningPod(string? Name, AccessSubject Account, string? Machine);
