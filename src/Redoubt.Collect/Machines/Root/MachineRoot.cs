using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Redoubt.Collect.Machines.Root;

/// <summary>
/// The root of a machine: this one's, one that is mounted at a directory, or the one that a process sees. All that is read of a machine goes
/// through here; no path leads out of it. Reading never throws and never waits: what cannot be read is unknown with its reason.
/// </summary>
internal sealed class MachineRoot : IDisposable
{
    private readonly SafeFileHandle _root;
    private readonly NodeLimits _limits;
    private readonly MountedParts? _parts;

    private MachineRoot(SafeFileHandle root, NodeLimits limits, MountedParts? parts) => (_root, _limits, _parts) = (root, limits, parts);

    /// <summary>
    /// Opens the root at a directory of this process. Where only parts of the machine are mounted there, and this process may look into process 1, that one's root is
    /// taken, which has all of it.
    /// </summary>
    public static Seen<MachineRoot> Open(string directory, NodeLimits limits)
    {
        if (SystemCalls.OpenRoot(directory, out var fault) is not { } handle)
        {
            return Seen<MachineRoot>.Unknown(RootFault.Of(fault));
        }

        var parts = directory == "/" ? null : MountedParts.Of(directory);
        var root = new MachineRoot(handle, limits, parts);
        if (parts is null || !root.HasRunningKernel() || !root.OfProcess(1).Found(out var whole))
        {
            return Seen<MachineRoot>.Of(root);
        }

        root.Dispose();
        return Seen<MachineRoot>.Of(whole);
    }

    /// <summary>What lies at a path, links followed.</summary>
    public Seen<FileStatus> Status(string path) => Status(path, followLast: true);

    /// <summary>What lies at a path; a link that it ends with is not followed.</summary>
    public Seen<FileStatus> StatusOfLink(string path) => Status(path, followLast: false);

    /// <summary>Who may write what lies at a path, links followed.</summary>
    public Seen<AccessList> WhoWrites(string path)
    {
        var walked = Walk(path, followLast: true);
        using var held = walked.Value;
        if (held is null)
        {
            return walked.As<AccessList>();
        }

        return SystemCalls.Attribute(held.File, "system.posix_acl_access", out var fault) is not { } bytes ? Seen<AccessList>.Unknown($"its access control list cannot be read: {RootFault.Of(fault)}")
            : bytes.Length == 0 ? Seen<AccessList>.Of(AccessList.OfMode(held.Status))
            : AccessList.Read(bytes, held.Status) is { } list ? Seen<AccessList>.Of(list)
            : Seen<AccessList>.Unknown("its access control list has a form that is not known");
    }

    /// <summary>The path that a path leads to, every link resolved.</summary>
    public Seen<string> Real(string path)
    {
        var walked = Walk(path, followLast: true);
        using var held = walked.Value;
        return held is null ? walked.As<string>() : Seen<string>.Of(held.Path);
    }

    /// <summary>Where a link points, as it is written.</summary>
    public Seen<string> Target(string path)
    {
        var walked = Walk(path, followLast: false);
        using var held = walked.Value;
        return held is null ? walked.As<string>()
            : !held.Status.IsLink ? Seen<string>.Unknown($"it is {held.Status.Word} and no link")
            : SystemCalls.Target(held.File, out var fault) is { } target ? Seen<string>.Of(target)
            : Seen<string>.Unknown(RootFault.Of(fault));
    }

    /// <summary>The bytes of a regular file.</summary>
    /// <param name="path">Its path in the machine.</param>
    /// <param name="most">How many bytes it may have; 0 for the limit of a configuration file.</param>
    public Seen<byte[]> Read(string path, int most = 0)
    {
        var walked = Walk(path, followLast: true);
        if (!walked.Found(out var held))
        {
            return walked.As<byte[]>();
        }

        if (!held.Status.IsFile)
        {
            using (held)
            {
                return Seen<byte[]>.Unknown($"it is {held.Status.Word} and no file");
            }
        }

        var limit = most == 0 ? _limits.FileBytes : most;
        if (!SystemCalls.IsKernels(held.File))
        {
            return ReadHeld(held, limit);
        }

        // The kernel may keep a reader of its own files waiting; the thread is then left behind.
        var reading = Task.Run(() => ReadHeld(held, limit));
        return reading.Wait(_limits.Wait) ? reading.Result : Seen<byte[]>.Unknown($"the kernel did not answer within {_limits.Wait.TotalSeconds:0} s");
    }

    /// <summary>The text of a regular file, as UTF-8; what is not UTF-8 becomes U+FFFD.</summary>
    public Seen<string> Text(string path, int most = 0)
    {
        var bytes = Read(path, most);
        return bytes.Found(out var found) ? Seen<string>.Of(Encoding.UTF8.GetString(found)) : bytes.As<string>();
    }

    /// <summary>The names in a directory, sorted by their code units, so that they come in one order everywhere.</summary>
    public Seen<IReadOnlyList<string>> Names(string path)
    {
        var walked = Walk(path, followLast: true);
        using var held = walked.Value;
        if (held is null)
        {
            return walked.As<IReadOnlyList<string>>();
        }

        if (!held.Status.IsDirectory)
        {
            return Seen<IReadOnlyList<string>>.Unknown($"it is {held.Status.Word} and no directory");
        }

        if (_parts?.Shows(held.Path) == false)
        {
            return Seen<IReadOnlyList<string>>.Unknown($"only parts of {held.Path} are mounted here");
        }

        if (SystemCalls.Names(held.File, _limits.Names, out var fault) is not { } names)
        {
            return Seen<IReadOnlyList<string>>.Unknown(RootFault.Of(fault));
        }

        names.Sort(StringComparer.Ordinal);
        return names.Count <= _limits.Names
            ? Seen<IReadOnlyList<string>>.Of(names)
            : Seen<IReadOnlyList<string>>.Unknown($"it has more than {_limits.Names} names, which is the limit of a directory");
    }

    /// <summary>
    /// The root that a process sees, at <c>/proc/PID/root</c>: the kernel's own link is followed where a kernel runs, a directory where a machine was copied.
    /// </summary>
    public Seen<MachineRoot> OfProcess(int process)
    {
        var walked = Walk($"/proc/{process}/root", followLast: false);
        using var held = walked.Value;
        if (held is null)
        {
            return walked.As<MachineRoot>();
        }

        // A link on a disk that only looks like the kernel's is followed within this root.
        if (held.Status.IsLink && !SystemCalls.IsProc(held.Directory))
        {
            var within = Walk($"/proc/{process}/root", followLast: true);
            using var target = within.Value;
            return target is null ? within.As<MachineRoot>() : Enter(target);
        }

        return Enter(held);
    }

    /// <summary>A connection to the socket at a path; what lies there is held meanwhile, so that nothing can take its place.</summary>
    public Seen<NetworkStream> Connect(string path)
    {
        var walked = Walk(path, followLast: true);
        using var held = walked.Value;
        if (held is null)
        {
            return walked.As<NetworkStream>();
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(SystemCalls.PathOf(held.File)));
            return Seen<NetworkStream>.Of(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return Seen<NetworkStream>.Unknown(error.SocketErrorCode == SocketError.AccessDenied ? "permission denied" : "nobody listens there");
        }
    }

    /// <summary>Whether a running kernel shows its processes below this root, and not a copy of what one said.</summary>
    public bool HasRunningKernel()
    {
        using var proc = Walk("/proc", followLast: true).Value;
        return proc is not null && SystemCalls.IsProc(proc.File);
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private Seen<HeldFile> Walk(string path, bool followLast) => PathWalk.To(_root, path, followLast, _limits.Links, _parts);

    private Seen<MachineRoot> Enter(HeldFile directory) => SystemCalls.Follow(directory.Directory, directory.Name, out var fault) is { } root
        ? Seen<MachineRoot>.Of(new MachineRoot(root, _limits, parts: null))
        : fault == SystemCalls.NoEntry ? Seen<MachineRoot>.Absent
        : Seen<MachineRoot>.Unknown(RootFault.Of(fault));

    private Seen<FileStatus> Status(string path, bool followLast)
    {
        var walked = Walk(path, followLast);
        using var held = walked.Value;
        return held is null ? walked.As<FileStatus>() : Seen<FileStatus>.Of(held.Status);
    }

    private static Seen<byte[]> ReadHeld(HeldFile held, int most)
    {
        using (held)
        {
            using var opened = SystemCalls.Open(held.Directory, held.Name, out var fault);
            if (opened is null)
            {
                return Seen<byte[]>.Unknown(RootFault.Of(fault));
            }

            return SystemCalls.Status(opened, out fault) is { } status && status.Inode == held.Status.Inode && status.Device == held.Status.Device
                ? ReadAll(opened, status.Size, most)
                : Seen<byte[]>.Unknown("it was exchanged while it was read");
        }
    }

    /// <summary>Reads to the end, whatever length the file claims: those of the kernel claim none.</summary>
    private static Seen<byte[]> ReadAll(SafeFileHandle opened, long claimed, int most)
    {
        var tooLarge = Seen<byte[]>.Unknown($"it has more than {most} bytes, which is the limit");
        if (claimed > most)
        {
            return tooLarge;
        }

        try
        {
            using var stream = new FileStream(opened, FileAccess.Read, bufferSize: 0);
            var bytes = new byte[Math.Max(claimed + 1, 4096)];
            var length = 0;
            while (stream.Read(bytes, length, bytes.Length - length) is > 0 and var read)
            {
                length += read;
                if (length > most)
                {
                    return tooLarge;
                }

                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, bytes.Length * 2);
                }
            }
            return Seen<byte[]>.Of(bytes[..length]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Seen<byte[]>.Unknown(error is IOException { HResult: > 0 and < 200 } io ? RootFault.Of(io.HResult) : SystemFault.Of(error));
        }
    }
}
