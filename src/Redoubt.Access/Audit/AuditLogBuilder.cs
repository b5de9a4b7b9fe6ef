using System.Globalization;
using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Audit;

/// <summary>Sums events up into the rights that they used, and what these rested on.</summary>
internal sealed class AuditLogBuilder
{
    private readonly AuditTally _tally = new();
    private readonly TextPool _resources = new();
    private readonly TextBuffer _resource = new();
    private readonly Dictionary<(AccessUser User, string Request, string Body), int> _writeNumbers = [];
    private readonly List<RbacWrite> _writes = [];
    private long _events;
    private bool _isCut;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    /// <summary>Adds an event.</summary>
    /// <param name="one">The event.</param>
    /// <param name="line">The text in which its objects stand.</param>
    public void Add(AuditEvent one, ReadOnlySpan<byte> line)
    {
        _events++;
        Extend(one.Time, one.Time);
        var target = RequestTarget.Read(one.Uri.Text, one.Verb.Text);
        Speaks(target);
        if (one.IsReceivedOnly || _tally.User(one.User.Key) is not { } user)
        {
            return;
        }

        var acting = user;
        if (!one.Impersonated.IsEmpty)
        {
            if (_tally.User(one.Impersonated.Key) is not { } impersonated)
            {
                return;
            }

            acting = impersonated;
            ImpersonationRights.Count(_tally, user, acting, one, target);
        }

        if (one.IsAllowed)
        {
            Count(acting, one.Verb.Text, target, one.Code, one.Request, 1);
            if (RbacWrite.Is(target, one.Verb.Text) && HasPassedCheck(one.Code))
            {
                AddWrite(acting, one, target, line);
            }
        }
    }

    /// <summary>Adds an <c>AuditLog</c> document.</summary>
    public void Add(Document document)
    {
        Extend(document.Root["from"].AsString() is { } from ? Time(from) : null, document.Root["to"].AsString() is { } to ? Time(to) : null);
        foreach (var entry in document.Root["requests"].Items)
        {
            Add(entry);
        }
    }

    public AuditLog Result(IReadOnlyList<FilePlace> problems, long problemsLeftOut) =>
        new([.. _tally.Rights], [.. _writes], _resources, _events, _from, _to, [.. problems], problemsLeftOut, _isCut || _tally.IsCut);

    private void Add(Node entry)
    {
        var count = Math.Max(entry["count"].Int, 1);
        _events += count;
        var path = entry["path"].AsString() ?? "";
        var target = path.Length > 0
            ? RequestTarget.OfPath(path)
            : RequestTarget.OfResource(Text("group"), Text("resource"), Text("subresource"), Text("namespace"), Text("name"));
        Speaks(target);
        var verb = Text("verb");
        if (!entry["decision"].Is("allow") || _tally.User(Text("user"), Groups(entry)) is not { } user)
        {
            return;
        }

        var code = (int)Math.Clamp(entry["code"].Int, 0, 999);
        Count(user, verb, target, code, null, count);
        if (RbacWrite.Is(target, verb) && HasPassedCheck(code))
        {
            AddWrite(user, verb, target, "", null, null, count);
        }

        string Text(string field) => entry[field].AsString() ?? "";
    }

    private static IEnumerable<string> Groups(Node entry)
    {
        foreach (var group in entry["groups"].Items)
        {
            yield return group.AsString() ?? "";
        }
    }

    private void Count(AccessUser user, ReadOnlySpan<char> verb, in RequestTarget target, int code, ulong? request, long count)
    {
        _tally.Count(user, verb, target, "", request, count);
        if (!target.IsResource)
        {
            return;
        }

        if (code == 201 && target.Subresource.Length == 0 && verb is "patch" or "update")
        {
            _tally.Count(user, "create", target, verb is "patch" ? ImpliedBy.Patch : ImpliedBy.Update, request, count);
        }
        else if (verb is "get" && code != 403 && target.Group.Length == 0 && target.Resource is "pods" && target.Subresource is "exec" or "attach" or "portforward")
        {
            _tally.Count(user, "create", target, ImpliedBy.WebSocket, request, count);
        }
    }

    /// <summary>Whether the server's check of what a role or binding gives was passed: it comes before the object is validated and stored.</summary>
    private static bool HasPassedCheck(int code) => code is 0 or (>= 200 and < 300) or 409 or 422;

    private void AddWrite(AccessUser user, AuditEvent one, in RequestTarget target, ReadOnlySpan<byte> line)
    {
        var answered = line[one.ResponseObject];
        var sent = line[one.RequestObject];
        var body = answered.IsEmpty || !RbacBody.Read(answered).IsObject ? sent : answered;
        AddWrite(
            user, one.Verb.Text, target, body.Length > AccessLimits.AuditBody ? "" : Encoding.UTF8.GetString(body), body.IsEmpty || body.Length > AccessLimits.AuditBody ? null : RbacBody.Read(body),
            one.Request, 1);
    }

    private void AddWrite(AccessUser user, ReadOnlySpan<char> verb, in RequestTarget target, string text, RbacBody? body, ulong? request, long count)
    {
        var asked = new AccessRequest
        {
            User = user,
            Verb = verb.ToString(),
            Group = target.Group.ToString(),
            Resource = target.Resource.ToString(),
            Namespace = target.Namespace.ToString(),
            Name = target.Name.ToString(),
        };
        var key = (user, $"{asked.Verb} {asked.Resource} {asked.Namespace}/{asked.Name}", text);
        if (!_writeNumbers.TryGetValue(key, out var number))
        {
            if (_writes.Count >= AccessLimits.AuditWrites)
            {
                _isCut = true;
                return;
            }

            number = _writes.Count;
            _writeNumbers.Add(key, number);
            _writes.Add(new RbacWrite(asked, body));
        }

        if (request is not { } identity || _tally.IsFirst(identity, -1 - number))
        {
            _writes[number].Count += count;
        }
    }

    /// <summary>Remembers that the log speaks of a resource at all.</summary>
    private void Speaks(in RequestTarget target)
    {
        if (target.IsResource)
        {
            _resource.Clear();
            _resource.Append(target.Group);
            _resource.Append("/");
            _resource.Append(target.Resource);
            _resources.Keep(_resource.Text, _resources.Count < AccessLimits.AuditRights);
        }
    }

    private void Extend(DateTimeOffset? from, DateTimeOffset? to)
    {
        _from = from < _from || _from is null ? from ?? _from : _from;
        _to = to > _to || _to is null ? to ?? _to : _to;
    }

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
