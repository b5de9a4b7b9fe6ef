using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>
/// Asks the kernel for lists over netlink (netlink(7)), which .NET has no class for. Only dumps are asked for: nothing is changed. The kernel answers for the network of
/// this process, and only to who has CAP_NET_ADMIN there.
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
    private const ushort RequestAndDump = 0x1 | 0x300;
    private const ushort Interrupted = 0x10;
    private const ushort ErrorType = 2;
    private const ushort DoneType = 3;
    private const int NotPermitted = 1;
    private const int TryAgain = 11;
    private const int BufferSize = 1 << 18;

    private readonly SafeFileHandle _socket;
    private readonly NodeLimits _limits;
    private uint _sequence;

    private NetlinkSocket(SafeFileHandle socket, NodeLimits limits) => (_socket, _limits) = (socket, limits);

    /// <summary>A socket to a part of the kernel.</summary>
    /// <param name="protocol">The part: 12 is netfilter.</param>
    /// <param name="limits">How long an answer may take, and how large it may be.</param>
    public static Seen<NetlinkSocket> Open(int protocol, NodeLimits limits)
    {
        var number = OpenSocket(FamilyNetlink, Raw | CloseOnExec, protocol);
        if (number < 0)
        {
            return Seen<NetlinkSocket>.Unknown("the kernel has no netlink for it: " + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        var socket = new SafeFileHandle(number, ownsHandle: true);
        var wait = stackalloc long[] { (long)limits.Wait.TotalSeconds, limits.Wait.Microseconds };
        return SetOption(number, SocketLevel, ReceiveTimeout, wait, 2 * sizeof(long)) == 0
            ? Seen<NetlinkSocket>.Of(new NetlinkSocket(socket, limits))
            : Seen<NetlinkSocket>.Unknown("the kernel takes no time limit for a netlink socket");
    }

    /// <summary>The entries of a list, each without the header of netlink.</summary>
    /// <param name="type">Which list.</param>
    /// <param name="body">What the request holds behind its header.</param>
    public Seen<List<byte[]>> Dump(ushort type, ReadOnlySpan<byte> body)
    {
        var request = new byte[HeaderSize + body.Length];
        MemoryMarshal.Write(request.AsSpan(), request.Length);
        MemoryMarshal.Write(request.AsSpan(4), type);
        MemoryMarshal.Write(request.AsSpan(6), RequestAndDump);
        MemoryMarshal.Write(request.AsSpan(8), ++_sequence);
        body.CopyTo(request.AsSpan(HeaderSize));
        var number = (int)_socket.DangerousGetHandle();
        return Send(number, request, request.Length, 0) == request.Length
            ? Receive(number)
            : Seen<List<byte[]>>.Unknown("the kernel takes no request: " + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private Seen<List<byte[]>> Receive(int number)
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
            if (total > _limits.FirewallBytes)
            {
                return Seen<List<byte[]>>.Unknown($"the kernel's rules have more than {_limits.FirewallBytes} bytes, which is the limit");
            }

            if (TakeMessages(buffer.AsSpan(0, length), entries) is { } end)
            {
                return end.Reason is { } reason ? Seen<List<byte[]>>.Unknown(reason) : Seen<List<byte[]>>.Of(entries);
            }
        }
    }

    /// <summary>Takes the messages of one datagram; null where more follow.</summary>
    private static Ending? TakeMessages(ReadOnlySpan<byte> datagram, List<byte[]> entries)
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
                    return new Ending(fault == NotPermitted ? "the kernel shows it only to who has CAP_NET_ADMIN" : Marshal.GetPInvokeErrorMessage(fault));
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
