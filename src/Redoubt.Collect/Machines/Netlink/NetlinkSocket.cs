using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Redoubt.Collect.Machines.Netlink;

/// <summary>
/// Asks the kernel over netlink (netlink(7)), which .NET has no class for. Only what is there is asked for: nothing is changed. The kernel answers for the namespaces of this
/// process, and only to who has the capability there.
/// </summary>
internal sealed unsafe partial class NetlinkSocket : IDisposable
{
    // uapi/linux/netlink.h, uapi/linux/socket.h
    private const int FamilyNetlink = 16;
    private const int Raw = 3;
    private const int CloseOnExec = 0x80000;
    private const int SocketLevel = 1;
    private const int ReceiveTimeout = 20;
    private const int HeaderSize = 16;
    private const ushort Request = 0x1;
    private const ushort RequestAndDump = Request | 0x300;
    private const ushort Interrupted = 0x10;
    private const ushort ErrorType = 2;
    private const ushort DoneType = 3;
    private const int NotPermitted = 1;
    private const int TryAgain = 11;
    private const int BufferSize = 1 << 18;

    private readonly SafeFileHandle _socket;
    private readonly NodeLimits _limits;
    private readonly string _capability;
    private uint _sequence;

    private NetlinkSocket(SafeFileHandle socket, NodeLimits limits, string capability) => (_socket, _limits, _capability) = (socket, limits, capability);

    /// <summary>A socket to a part of the kernel.</summary>
    /// <param name="protocol">The part: 9 is audit, 12 netfilter.</param>
    /// <param name="capability">Who is answered, as <c>CAP_NET_ADMIN</c>.</param>
    /// <param name="limits">How long an answer may take, and how large it may be.</param>
    public static Seen<NetlinkSocket> Open(int protocol, string capability, NodeLimits limits)
    {
        var number = OpenSocket(FamilyNetlink, Raw | CloseOnExec, protocol);
        if (number < 0)
        {
            return Seen<NetlinkSocket>.Unknown("the kernel has no netlink for it: " + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        var socket = new SafeFileHandle(number, ownsHandle: true);
        var wait = stackalloc long[] { (long)limits.Wait.TotalSeconds, limits.Wait.Microseconds };
        return SetOption(number, SocketLevel, ReceiveTimeout, wait, 2 * sizeof(long)) == 0
            ? Seen<NetlinkSocket>.Of(new NetlinkSocket(socket, limits, capability))
            : Seen<NetlinkSocket>.Unknown("the kernel takes no time limit for a netlink socket");
    }

    /// <summary>The entries of a list, each without the header of netlink.</summary>
    /// <param name="type">Which list.</param>
    /// <param name="body">What the request holds behind its header.</param>
    public Seen<List<byte[]>> Dump(ushort type, ReadOnlySpan<byte> body) => Ask(type, RequestAndDump, body, isOne: false);

    /// <summary>The one entry that answers a request without a body, without the header of netlink.</summary>
    /// <param name="type">What is asked.</param>
    public Seen<byte[]> One(ushort type)
    {
        var answer = Ask(type, Request, [], isOne: true);
        return answer.Found(out var entries) ? entries is [var entry, ..] ? Seen<byte[]>.Of(entry) : Seen<byte[]>.Unknown("the kernel gives no answer") : answer.As<byte[]>();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private Seen<List<byte[]>> Ask(ushort type, ushort flags, ReadOnlySpan<byte> body, bool isOne)
    {
        var request = new byte[HeaderSize + body.Length];
        MemoryMarshal.Write(request.AsSpan(), request.Length);
        MemoryMarshal.Write(request.AsSpan(4), type);
        MemoryMarshal.Write(request.AsSpan(6), flags);
        MemoryMarshal.Write(request.AsSpan(8), ++_sequence);
        body.CopyTo(request.AsSpan(HeaderSize));
        var number = (int)_socket.DangerousGetHandle();
        return Send(number, request, request.Length, 0) == request.Length
            ? Receive(number, isOne)
            : Seen<List<byte[]>>.Unknown("the kernel takes no request: " + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
    }

    private Seen<List<byte[]>> Receive(int number, bool isOne)
    {
        var entries = new List<byte[]>();
        var buffer = new byte[BufferSize];
        var started = Stopwatch.StartNew();
        long total = 0;
        while (true)
        {
            var length = (int)ReceiveFrom(number, buffer, buffer.Length, 0);
            if (length <= 0 || started.Elapsed > _limits.Wait)
            {
                var fault = Marshal.GetLastPInvokeError();
                return Seen<List<byte[]>>.Unknown(length > 0 || fault == TryAgain ? $"the kernel did not end its answer within {_limits.Wait.TotalSeconds:0} s" : Marshal.GetPInvokeErrorMessage(fault));
            }

            total += length;
            if (total > _limits.NetlinkBytes)
            {
                return Seen<List<byte[]>>.Unknown($"the kernel's answer has more than {_limits.NetlinkBytes} bytes, which is the limit");
            }

            if ((TakeMessages(buffer.AsSpan(0, length), entries) ?? (isOne && entries.Count > 0 ? new Ending(null) : null)) is { } end)
            {
                return end.Reason is { } reason ? Seen<List<byte[]>>.Unknown(reason) : Seen<List<byte[]>>.Of(entries);
            }
        }
    }

    /// <summary>Takes the messages of one datagram; null where more follow.</summary>
    private Ending? TakeMessages(ReadOnlySpan<byte> datagram, List<byte[]> entries)
    {
        while (datagram.Length >= HeaderSize)
        {
            var length = MemoryMarshal.Read<int>(datagram);
            if (length < HeaderSize || length > datagram.Length)
            {
                return new Ending("the answer of the kernel is cut off");
            }

            if ((MemoryMarshal.Read<ushort>(datagram[6..]) & Interrupted) != 0)
            {
                return new Ending("the rules changed while they were read");
            }

            switch (MemoryMarshal.Read<ushort>(datagram[4..]))
            {
                case DoneType:
                    return new Ending(null);
                case ErrorType:
                    var fault = -MemoryMarshal.Read<int>(datagram[HeaderSize..]);
                    return new Ending(fault == NotPermitted ? $"the kernel shows it only to who has {_capability}" : Marshal.GetPInvokeErrorMessage(fault));
                default:
                    entries.Add(datagram[HeaderSize..length].ToArray());
                    break;
            }

            datagram = datagram[Math.Min(datagram.Length, (length + 3) & ~3)..];
        }

        return null;
    }

    private sealed record Ending(string? Reason);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int socket, int level, int option, long* value, uint length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(int socket, ReadOnlySpan<byte> bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReceiveFrom(int socket, Span<byte> bytes, nint length, int flags);
}
