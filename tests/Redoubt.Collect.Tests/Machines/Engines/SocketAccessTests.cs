using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>Who may open the socket of an engine: a list of access decides where there is one, with its mask.</summary>
public sealed partial class SocketAccessTests : IDisposable
{
    private const int ReadWrite = 6;
    private const uint Anna = 1000;
    private const uint Docker = 999;

    private readonly CollectedEngine _engine = new CollectedEngine("docker").With("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\nben:x:1001:1001::/home/ben:/bin/sh\n")
        .With("etc/group", "root:x:0:\ndocker:x:999:ben\nbuild:x:998:carl\n").Running(7, "/usr/bin/dockerd", "-H", "unix:///run/docker.sock");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Whom_the_list_names_may_open_it() =>
        Assert.Equal(["anna", "carl"], OpenTo((1, ReadWrite, 0), (2, ReadWrite, Anna), (4, 0, 0), (8, ReadWrite, 998), (16, ReadWrite, 0), (32, 0, 0)));

    [Fact]
    public void The_mask_takes_from_names_and_groups_what_it_lacks() =>
        Assert.Empty(OpenTo((1, ReadWrite, 0), (2, ReadWrite, Anna), (4, ReadWrite, 0), (8, ReadWrite, Docker), (16, 4, 0), (32, 0, 0)));

    [Fact]
    public void The_mask_does_not_take_from_all_others() =>
        Assert.Equal(["everybody"], OpenTo((1, ReadWrite, 0), (2, 4, Anna), (4, 0, 0), (16, 4, 0), (32, ReadWrite, 0)));

    [Fact]
    public void A_name_that_may_only_read_may_not_open_it() =>
        Assert.Empty(OpenTo((1, ReadWrite, 0), (2, 4, Anna), (4, 0, 0), (16, ReadWrite, 0), (32, 0, 0)));

    // The entries of a list: tag, permissions, number (linux/posix_acl.h).
    private List<string?> OpenTo(params (ushort Tag, ushort Permissions, uint Number)[] entries)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "owners of files can only be set by root; CI runs as root");
        _engine.With("run/.keep", "");
        var path = Path.Combine(_engine.Folder.Path, "run/docker.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        var list = new byte[4 + (8 * entries.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(list, 2);
        foreach (var (index, (tag, permissions, number)) in entries.Index())
        {
            var entry = list.AsSpan(4 + (8 * index));
            BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], permissions);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], tag is 2 or 8 ? number : uint.MaxValue);
        }

        Assert.True(SetAttribute(path, "system.posix_acl_access", list, list.Length, 0) == 0, $"setxattr: error {Marshal.GetLastPInvokeError()}");
        return [.. CollectedEngine.Items(_engine.Root["sockets"]["/run/docker.sock"]["openTo"]).Select(name => name.AsString())];
    }

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAttribute(string path, string name, byte[] value, nint length, int flags);
}
