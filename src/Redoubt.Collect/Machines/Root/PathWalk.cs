using Microsoft.Win32.SafeHandles;

namespace Redoubt.Collect.Machines.Root;

/// <summary>
/// Follows a path below a root, name by name, as in a chroot: an absolute link begins at the root again and <c>..</c> never leaves it.
/// Each directory is held open while the next name is looked up in it, so that nothing can be exchanged on the way.
/// </summary>
internal sealed class PathWalk : IDisposable
{
    private readonly SafeFileHandle _root;
    private readonly int _mostLinks;
    private readonly MountedParts? _parts;
    private readonly List<(SafeFileHandle Directory, string Name)> _way = [];
    private readonly Stack<string> _pending = new();
    private int _links;
    private bool _endsInLink;

    private PathWalk(SafeFileHandle root, int mostLinks, MountedParts? parts) => (_root, _mostLinks, _parts) = (root, mostLinks, parts);

    /// <summary>Follows a path.</summary>
    /// <param name="root">The root, which stays the caller's.</param>
    /// <param name="path">A path of the machine.</param>
    /// <param name="followLast">Whether a link that the path ends with is followed.</param>
    /// <param name="mostLinks">How many links may be followed.</param>
    /// <param name="parts">The parts of the machine that are there; null where all of it is.</param>
    public static Seen<HeldFile> To(SafeFileHandle root, string path, bool followLast, int mostLinks, MountedParts? parts)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return Seen<HeldFile>.Unknown("its name holds a zero byte");
        }

        using var walk = new PathWalk(root, mostLinks, parts);
        walk.Push(path);
        return walk.Go(followLast);
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private SafeFileHandle Here => _way.Count == 0 ? _root : _way[^1].Directory;

    private string Way => "/" + string.Join('/', _way.Select(step => step.Name));

    private Seen<HeldFile> Go(bool followLast)
    {
        while (_pending.TryPop(out var name))
        {
            if (name == "..")
            {
                Up();
                continue;
            }

            var held = SystemCalls.Take(Here, name, out var fault);
            if (held is null || SystemCalls.Status(held, out fault) is not { } status)
            {
                held?.Dispose();
                return Fault(fault, name);
            }

            if (status.IsLink && (followLast || _pending.Count > 0))
            {
                _endsInLink |= _pending.Count == 0;
                using (held)
                {
                    if (Redirect(held) is { } reason)
                    {
                        return Seen<HeldFile>.Unknown(reason);
                    }
                }
                continue;
            }

            _way.Add((held, name));
        }
        return End();
    }

    /// <summary>Puts a link's target in the place of its name; why it cannot be, else.</summary>
    private string? Redirect(SafeFileHandle link)
    {
        if (++_links > _mostLinks)
        {
            return "its links go in a ring";
        }

        if (SystemCalls.Target(link, out var fault) is not { } target)
        {
            return RootFault.Of(fault);
        }

        if (target.StartsWith('/'))
        {
            Clear();
        }

        Push(target);
        return null;
    }

    private Seen<HeldFile> End()
    {
        if (_way.Count == 0)
        {
            var self = SystemCalls.Take(_root, ".", out var fault);
            var directory = SystemCalls.Take(_root, ".", out _);
            return self is null || directory is null || SystemCalls.Status(self, out fault) is not { } found
                ? Fault(fault, "/")
                : Seen<HeldFile>.Of(new HeldFile(directory, ".", self, found, "/"));
        }

        var path = Way;
        var (file, name) = _way[^1];
        _way.RemoveAt(_way.Count - 1);
        var parent = SystemCalls.Take(Here, ".", out var lost);
        if (parent is null || SystemCalls.Status(file, out lost) is not { } status)
        {
            file.Dispose();
            return Fault(lost, name);
        }

        return Seen<HeldFile>.Of(new HeldFile(parent, name, file, status, path));
    }

    private Seen<HeldFile> Fault(int fault, string name) => fault is not (SystemCalls.NoEntry or SystemCalls.NotDirectory)
        ? Seen<HeldFile>.Unknown(RootFault.Of(fault))
        : _parts?.Shows(Way) == false ? Seen<HeldFile>.Unknown($"it is not mounted here: a pod has to mount {Way.TrimEnd('/')}/{name}, read-only, below the root")
        : name.Contains('\uFFFD', StringComparison.Ordinal) ? Seen<HeldFile>.Unknown("its name is not UTF-8")
        // Something names the file, and so it is not for certain that there is none.
        : _endsInLink ? Seen<HeldFile>.Unknown("it is a link that leads to nothing")
        : Seen<HeldFile>.Absent;

    private void Push(string path)
    {
        foreach (var name in path.Split('/').Reverse())
        {
            if (name is not ("" or "."))
            {
                _pending.Push(name);
            }
        }
    }

    private void Up()
    {
        if (_way.Count > 0)
        {
            _way[^1].Directory.Dispose();
            _way.RemoveAt(_way.Count - 1);
        }
    }

    private void Clear()
    {
        while (_way.Count > 0)
        {
            Up();
        }
    }
}
