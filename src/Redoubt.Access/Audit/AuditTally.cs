using System.Runtime.CompilerServices;

namespace Redoubt.Access.Audit;

/// <summary>The rights that were used, each once with its count: what a log of any size comes down to.</summary>
internal sealed class AuditTally
{
    private readonly TextPool _texts = new();
    private readonly Dictionary<string, AccessUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccessUser>.AlternateLookup<ReadOnlySpan<char>> _userOf;
    private readonly Dictionary<Key, int> _numbers = [];
    private readonly List<AuditedRight> _rights = [];
    private readonly RecentRequests _recent = new();

    public AuditTally() => _userOf = _users.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<AuditedRight> Rights => _rights;

    /// <summary>Whether there were more rights than are kept.</summary>
    public bool IsCut { get; private set; }

    private bool MayGrow => _rights.Count < AccessLimits.AuditRights;

    /// <summary>A user, by <see cref="AuditUser.Key"/>; null if there are more than are kept.</summary>
    public AccessUser? User(ReadOnlySpan<char> key)
    {
        if (_userOf.TryGetValue(key, out var user))
        {
            return user;
        }

        if (_users.Count >= AccessLimits.AuditRights)
        {
            IsCut = true;
            return null;
        }

        var texts = TextBuffer.Sized(key);
        _users.Add(key.ToString(), user = new AccessUser(texts[0], texts[1..]));
        return user;
    }

    /// <summary>A user, by name and groups.</summary>
    public AccessUser? User(string name, IEnumerable<string> groups)
    {
        var key = new TextBuffer();
        key.AppendSized(name);
        foreach (var group in groups)
        {
            key.AppendSized(group);
        }

        return User(key.Text);
    }

    /// <summary>Counts a right for a request, unless it is counted for this request already.</summary>
    /// <param name="user">Who.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="target">The resource or path; a name of a <c>create</c> is the URL's.</param>
    /// <param name="because">Empty, or one of <see cref="ImpliedBy"/>.</param>
    /// <param name="request">The request's identity, hashed; null for what is summed up already.</param>
    /// <param name="count">How many requests.</param>
    public void Count(AccessUser user, ReadOnlySpan<char> verb, in RequestTarget target, string because, ulong? request, long count = 1)
    {
        var number = Find(user, verb, target, because, hasAnyName: false);
        if (number < 0 && target.Name.Length > 0)
        {
            number = Find(user, verb, target, because, hasAnyName: true);
        }

        if (number < 0)
        {
            IsCut = true;
        }
        else if (request is not { } identity || _recent.IsFirst(identity, number))
        {
            _rights[number].Count += count;
        }
    }

    /// <summary>Whether something that is no right of the list is new for a request.</summary>
    /// <param name="request">The request's identity, hashed.</param>
    /// <param name="number">A number below zero.</param>
    public bool IsFirst(ulong request, int number) => _recent.IsFirst(request, number);

    private int Find(AccessUser user, ReadOnlySpan<char> verb, in RequestTarget target, string because, bool hasAnyName)
    {
        // Names make rights many: for what is told apart no more, as much room again is left.
        var mayGrow = hasAnyName ? _rights.Count < 2 * AccessLimits.AuditRights : MayGrow;
        var key = new Key(
            user, _texts.Keep(verb, mayGrow)!, target.IsResource ? null : _texts.Keep(target.Path, mayGrow), _texts.Keep(target.Group, mayGrow)!, _texts.Keep(target.Resource, mayGrow)!,
            _texts.Keep(target.Subresource, mayGrow)!, _texts.Keep(target.Namespace, mayGrow)!, hasAnyName ? "" : _texts.Keep(target.Name, mayGrow)!, because, hasAnyName);
        if ((target.IsResource || key.Path is not null) && _numbers.TryGetValue(key, out var number))
        {
            return number;
        }

        if (!mayGrow)
        {
            return -1;
        }

        number = _rights.Count;
        _numbers.Add(key, number);
        _rights.Add(new AuditedRight(key.Request, because, hasAnyName));
        return number;
    }

    /// <summary>A right. Its texts are those of the pool, so that to be equal is to be the same.</summary>
    private readonly record struct Key(
        AccessUser User, string Verb, string? Path, string Group, string Resource, string Subresource, string Namespace, string Name, string Because, bool HasAnyName)
    {
        public AccessRequest Request => new()
        {
            User = User,
            Verb = Verb,
            Path = Path,
            Group = Group,
            Resource = Resource,
            Subresource = Subresource,
            Namespace = Namespace,
            Name = Name,
        };

        public bool Equals(Key other) => ReferenceEquals(User, other.User) && ReferenceEquals(Verb, other.Verb) && ReferenceEquals(Path, other.Path) && ReferenceEquals(Group, other.Group)
            && ReferenceEquals(Resource, other.Resource) && ReferenceEquals(Subresource, other.Subresource) && ReferenceEquals(Namespace, other.Namespace)
            && ReferenceEquals(Name, other.Name) && ReferenceEquals(Because, other.Because) && HasAnyName == other.HasAnyName;

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(RuntimeHelpers.GetHashCode(User));
            hash.Add(RuntimeHelpers.GetHashCode(Verb));
            hash.Add(RuntimeHelpers.GetHashCode(Path));
            hash.Add(RuntimeHelpers.GetHashCode(Group));
            hash.Add(RuntimeHelpers.GetHashCode(Resource));
            hash.Add(RuntimeHelpers.GetHashCode(Subresource));
            hash.Add(RuntimeHelpers.GetHashCode(Namespace));
            hash.Add(RuntimeHelpers.GetHashCode(Name));
            hash.Add(RuntimeHelpers.GetHashCode(Because));
            return hash.ToHashCode();
        }
    }
}
