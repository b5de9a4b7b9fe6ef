using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The sockets of an engine with mode, owner, and who may open them: whoever may is root of the machine in effect.</summary>
internal sealed class EngineSockets
{
    private const int EnterOfOthers = 1;

    private readonly Machine _machine;
    private readonly EvidenceDraft _draft;
    private readonly JsonObject _sockets = [];

    /// <summary>Fills <c>sockets</c>.</summary>
    public EngineSockets(Machine machine, EvidenceDraft draft)
    {
        (_machine, _draft) = (machine, draft);
        draft.Facts["sockets"] = _sockets;
    }

    /// <summary>The path by which a socket is told: links on the way to it resolved, so that <c>/var/run</c> is <c>/run</c>.</summary>
    public static string Plain(Machine machine, string path)
    {
        var slash = path.LastIndexOf('/');
        return slash > 0 && machine.Root.Real(path[..slash]).Value is { } directory ? $"{directory.TrimEnd('/')}{path[slash..]}" : path;
    }

    /// <summary>Adds one that an engine was told to open.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="named">Whether the engine's settings name it; else it counts only where it is there.</param>
    public void Add(string path, bool named = true)
    {
        path = Plain(_machine, path);
        if (_sockets.ContainsKey(path))
        {
            return;
        }

        var seen = _machine.Root.Status(path);
        if (!seen.Found(out var status))
        {
            if (named || !seen.IsAbsent)
            {
                _sockets[path] = new JsonObject { ["path"] = path };
                _draft.Unknown($"sockets{EvidenceDraft.Key(path)}", $"{path}: {(_machine.Processes.IsDisk ? "nothing runs here that opens it" : seen.WhyNot)}");
            }
            return;
        }

        var writers = _machine.Root.WhoWrites(path);
        _sockets[path] = new JsonObject
        {
            ["gid"] = status.Gid,
            ["group"] = _machine.Accounts.Group(status.Gid),
            ["mode"] = status.Mode,
            ["openTo"] = EvidenceDraft.Texts(OpenTo(path, status, writers.Value ?? AccessList.OfMode(status))),
            ["owner"] = _machine.Accounts.User(status.Uid),
            ["path"] = path,
            ["type"] = status.Type.ToString(),
            ["uid"] = status.Uid,
        };
        if (writers.Reason is { } unread)
        {
            _draft.Unknown($"sockets{EvidenceDraft.Key(path)}.openTo", $"{path}: {unread}");
        }
        else if (writers.Value?.Groups.Count > 0 && (_machine.Accounts.GroupsUnknown ?? _machine.Accounts.UsersUnknown) is { } unknown)
        {
            _draft.Unknown($"sockets{EvidenceDraft.Key(path)}.openTo", $"/etc/group, /etc/passwd: {unknown}");
        }
    }

    // Whoever owns it may open it to anybody, whatever its mode is now.
    private SortedSet<string> OpenTo(string path, FileStatus status, AccessList writers)
    {
        var openTo = new SortedSet<string>(writers.Groups.SelectMany(group => EngineGroup.Members(_machine, group)), StringComparer.Ordinal);
        openTo.UnionWith(writers.Users.Append(status.Uid).Where(user => user != 0).Select(user => _machine.Accounts.User(user) ?? $"user {user}"));
        if (writers.Everybody && CanBeEntered(path))
        {
            openTo.Add("everybody");
        }

        return openTo;
    }

    /// <summary>Whether everybody may pass the directories above; what cannot be seen may be passed.</summary>
    private bool CanBeEntered(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (_machine.Root.Status(path[..slash]).Value is { } directory && (directory.Mode & EnterOfOthers) == 0)
            {
                return false;
            }
        }
        return true;
    }
}
