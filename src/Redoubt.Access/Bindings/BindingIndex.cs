using System.Runtime.InteropServices;
using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Bindings;

/// <summary>The bindings, by whom they name and where they count: what one request asks is one look-up for the user and one for each group.</summary>
internal sealed class BindingIndex
{
    private readonly Dictionary<string, Scoped> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Scoped> _groups = new(StringComparer.Ordinal);
    private readonly Platform _platform;
    private readonly List<Binding> _bindings = [];
    private readonly Dictionary<Document, Binding> _byDocument = [];
    private readonly HashSet<AccessSubject> _subjects = [];

    public BindingIndex(Platform platform, RoleIndex roles)
    {
        _platform = platform;
        foreach (var document in platform.Of(Binding.ClusterRoleBinding).Concat(platform.Of(Binding.RoleBinding)))
        {
            var binding = new Binding(document, _bindings.Count, roles.Of(document));
            _bindings.Add(binding);
            _byDocument.Add(document, binding);
            foreach (var entry in document.Root["subjects"].Items)
            {
                Add(binding, entry);
            }
        }
    }

    /// <summary>Every binding, those of the cluster first.</summary>
    public IReadOnlyList<Binding> All => _bindings;

    /// <summary>The binding of a document; null if it is none.</summary>
    public Binding? Of(Document document) => _byDocument.GetValueOrDefault(document);

    /// <summary>Everybody whom a binding names.</summary>
    public IReadOnlyCollection<AccessSubject> Subjects => _subjects;

    /// <summary>The binding of a name; null if it is not there.</summary>
    public Document? Find(bool isOfCluster, string ns, string name) =>
        _platform.Find(new ObjectKey(isOfCluster ? Binding.ClusterRoleBinding : Binding.RoleBinding, isOfCluster ? "" : ns, name)) is [var document, ..] ? document : null;

    /// <summary>What names somebody: the user's own name first, then each group.</summary>
    /// <param name="user">Who.</param>
    /// <param name="number">0 for the name, then the groups.</param>
    public Scoped? Of(AccessUser user, int number) =>
        number == 0 ? _users.GetValueOrDefault(user.Name) : _groups.GetValueOrDefault(user.Groups[number - 1]);

    /// <summary>Every binding that counts for a user, in the cluster and in every namespace, each once.</summary>
    public IEnumerable<Binding> Of(AccessUser user) =>
        Enumerable.Range(0, user.Groups.Count + 1).Select(number => Of(user, number)).OfType<Scoped>().SelectMany(scoped => scoped.All)
            .Select(named => named.Binding).DistinctBy(binding => binding.Order).OrderBy(binding => binding.Order);

    private void Add(Binding binding, Node entry)
    {
        if (Binding.SubjectOf(entry, binding.Document) is not { } subject)
        {
            return;
        }

        _subjects.Add(subject);
        var (index, key) = subject.Kind switch
        {
            SubjectKind.Group => (_groups, subject.Name),
            SubjectKind.ServiceAccount => (_users, AccessUser.ServiceAccount(subject.Namespace, subject.Name).Name),
            _ => (_users, subject.Name),
        };
        ref var scoped = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
        (scoped ??= new Scoped()).Add(binding, entry);
    }

    /// <summary>The bindings that name one subject, by where they count.</summary>
    internal sealed class Scoped
    {
        private static readonly IReadOnlyList<Named> None = [];
        private readonly List<Named> _cluster = [];
        private Dictionary<string, List<Named>>? _namespaces;

        public IReadOnlyList<Named> Cluster => _cluster;

        public IReadOnlyList<Named> In(string ns) => _namespaces is not null && _namespaces.TryGetValue(ns, out var named) ? named : None;

        public IEnumerable<string> Namespaces => _namespaces?.Keys.AsEnumerable() ?? [];

        public IEnumerable<Named> All => _namespaces is null ? _cluster : _cluster.Concat(_namespaces.Values.SelectMany(named => named));

        public void Add(Binding binding, Node entry)
        {
            var list = _cluster;
            if (!binding.IsOfCluster)
            {
                ref var inside = ref CollectionsMarshal.GetValueRefOrAddDefault(_namespaces ??= new(StringComparer.Ordinal), binding.Document.Namespace, out _);
                list = inside ??= [];
            }

            list.Add(new Named(binding, entry));
        }
    }

    /// <summary>A binding, and the entry of its subjects that names somebody.</summary>
    internal readonly record struct Named(Binding Binding, Node Entry);
}
