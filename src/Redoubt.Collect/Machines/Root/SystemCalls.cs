using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Redoubt.Collect.Machines.Root;

/// <summary>The calls to Linux that .NET has not: a name below an open directory, never followed where it is a link.</summary>
internal static unsafe partial class SystemCalls
{
    /// <summary>There is no such name (ENOENT).</summary>
    public const int NoEntry = 2;

    /// <summary>A part of the path is no directory (ENOTDIR).</summary>
    public const int NotDirectory = 20;

    /// <summary>The links go in a ring (ELOOP).</summary>
    public const int Loop = 40;

    private const int NoData = 61;
    private const int NotSupported = 95;

    // uapi/asm/fcntl.h: two of them have other numbers on Arm.
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int NoFollow = Arm ? 0x8000 : 0x20000;
    private static readonly int Directory = Arm ? 0x4000 : 0x10000;
    private const int PathOnly = 0x200000;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoTerminal = 0x100;
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStatus = 0x7ff;
    private const long ProcMagic = 0x9fa0;
    private const long SysMagic = 0x62656572;

    /// <summary>Opens the directory that a path of this process leads to, links followed; the number of the fault else.</summary>
    public static SafeFileHandle? OpenRoot(string path, out int fault) => Handle(OpenAt(CurrentDirectory, path, PathOnly | Directory | CloseOnExec, 0), out fault);

    /// <summary>Takes hold of a name below a directory without opening it and without following it.</summary>
    public static SafeFileHandle? Take(SafeFileHandle directory, string name, out int fault) =>
        Handle(OpenAt(Number(directory), name, PathOnly | NoFollow | CloseOnExec, 0), out fault);

    /// <summary>Follows a link of the kernel's own, such as <c>/proc/1/root</c>, to the directory behind it.</summary>
    public static SafeFileHandle? Follow(SafeFileHandle directory, string name, out int fault) =>
        Handle(OpenAt(Number(directory), name, PathOnly | Directory | CloseOnExec, 0), out fault);

    /// <summary>Opens a file for reading; nothing waits for the other end of a pipe.</summary>
    public static SafeFileHandle? Open(SafeFileHandle directory, string name, out int fault) =>
        Handle(OpenAt(Number(directory), name, NonBlocking | NoTerminal | NoFollow | CloseOnExec, 0), out fault);

    /// <summary>What the system says of something that is held.</summary>
    public static FileStatus? Status(SafeFileHandle held, out int fault)
    {
        Span<byte> status = stackalloc byte[256];
        if (GetStatus(Number(held), "", EmptyPath, BasicStatus, status) != 0)
        {
            fault = Marshal.GetLastPInvokeError();
            return null;
        }

        // uapi/linux/stat.h: struct statx, the same on every machine.
        fault = 0;
        var mode = MemoryMarshal.Read<ushort>(status[28..]);
        return new FileStatus(
            (mode & 0xF000) switch { 0x8000 => 'f', 0x4000 => 'd', 0xA000 => 'l', 0xC000 => 's', 0x1000 => 'p', 0x2000 => 'c', _ => 'b' },
            mode & 0xFFF,
            MemoryMarshal.Read<uint>(status[20..]),
            MemoryMarshal.Read<uint>(status[24..]),
            MemoryMarshal.Read<long>(status[40..]),
            ((ulong)MemoryMarshal.Read<uint>(status[136..]) << 32) | MemoryMarshal.Read<uint>(status[140..]),
            MemoryMarshal.Read<ulong>(status[32..]));
    }

    /// <summary>Where a link that is held points.</summary>
    public static string? Target(SafeFileHandle link, out int fault) => Target(link, "", out fault);

    /// <summary>Where a link below a directory points.</summary>
    public static string? Target(SafeFileHandle directory, string name, out int fault)
    {
        Span<byte> target = stackalloc byte[4096];
        var length = ReadLinkAt(Number(directory), name, target, target.Length);
        fault = length < 0 ? Marshal.GetLastPInvokeError() : 0;
        return length < 0 ? null : Encoding.UTF8.GetString(target[..(int)length]);
    }

    /// <summary>A path of this process that leads to just what is held.</summary>
    public static string PathOf(SafeFileHandle held) => $"/proc/self/fd/{Number(held)}";

    /// <summary>Whether something lies in a file system that the kernel makes up: proc or sysfs.</summary>
    public static bool IsKernels(SafeFileHandle held) => FileSystem(held) is ProcMagic or SysMagic;

    /// <summary>Whether something lies in a proc file system of a running kernel.</summary>
    public static bool IsProc(SafeFileHandle held) => FileSystem(held) == ProcMagic;

    /// <summary>The names in a directory, in the order of the system, without <c>.</c> and <c>..</c>.</summary>
    /// <param name="directory">The directory, held.</param>
    /// <param name="most">How many names are read at most.</param>
    /// <param name="fault">The number of the fault.</param>
    /// <returns>Null after a fault; one name more than <paramref name="most"/> where there are more.</returns>
    public static List<string>? Names(SafeFileHandle directory, int most, out int fault)
    {
        var names = new List<string>();
        var isRead = DirectoryStream.Read(OpenAt(Number(directory), ".", Directory | NonBlocking | CloseOnExec, 0), (bytes, _) =>
        {
            var name = Encoding.UTF8.GetString(bytes);
            if (name is not ("." or ".."))
            {
                names.Add(name);
            }

            return names.Count <= most;
        });
        fault = isRead ? 0 : Marshal.GetLastPInvokeError();
        return isRead ? names : null;
    }

    /// <summary>An extended attribute of something that is held; empty where it has none of the name, or its file system knows of none.</summary>
    /// <param name="held">What is held.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="fault">The number of the fault.</param>
    /// <returns>Null after a fault.</returns>
    public static byte[]? Attribute(SafeFileHandle held, string name, out int fault)
    {
        Span<byte> value = stackalloc byte[4096];
        var length = GetAttribute(PathOf(held), name, value, value.Length);
        fault = length < 0 ? Marshal.GetLastPInvokeError() : 0;
        return length >= 0 ? value[..(int)length].ToArray() : fault is NoData or NotSupported ? [] : null;
    }

    private static long FileSystem(SafeFileHandle held)
    {
        Span<byte> status = stackalloc byte[256];
        return GetFileSystem(Number(held), status) == 0 ? MemoryMarshal.Read<long>(status) : 0;
    }

    private static SafeFileHandle? Handle(int number, out int fault)
    {
        fault = number < 0 ? Marshal.GetLastPInvokeError() : 0;
        return number < 0 ? null : new SafeFileHandle(number, ownsHandle: true);
    }

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    [LibraryImport("libc", EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenAt(int directory, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetStatus(int directory, string name, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "readlinkat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadLinkAt(int directory, string name, Span<byte> target, nint length);

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetFileSystem(int held, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetAttribute(string path, string name, Span<byte> value, nint length);
}
