using System.Runtime.InteropServices;

namespace Redoubt.Collect.Files;

/// <summary>
/// What a name leads to, links followed. A pipe that nobody writes to is never opened: it would block, and .NET does not tell it from a file.
/// </summary>
internal static partial class FileType
{
    // linux/stat.h and uapi/linux/stat.h: the same on every machine.
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int StructBytes = 256;
    private const int ModeOffset = 28;

    /// <summary>Why a name is no file that can be read to its end, as <c>it is a pipe</c>; null if nothing speaks against it.</summary>
    /// <param name="path">The name.</param>
    public static string? Objection(string path) => IsHandedOver(path) ? null : Mode(path) switch
    {
        0x1000 => "it is a pipe; - reads standard input",
        0x2000 or 0x6000 => "it is a device",
        0xC000 => "it is a socket",
        _ => null,
    };

    /// <summary>Whether a name leads to a device.</summary>
    public static bool IsDevice(string path) => Mode(path) is 0x2000 or 0x6000;

    /// <summary>Whether a name leads to what is written as it comes, and cannot be exchanged for a file: a device, a pipe, what the shell handed over.</summary>
    public static bool IsStream(string path) => IsHandedOver(path) || path.StartsWith("/dev/", StringComparison.Ordinal) || Mode(path) is not (0 or 0x8000);

    /// <summary>What the shell gives the program to read, as <c>&lt;(kubectl get …)</c> does.</summary>
    private static bool IsHandedOver(string path) =>
        path is "/dev/stdin" or "/dev/null" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>The type bits of the mode; 0 where the system does not tell.</summary>
    private static int Mode(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        Span<byte> status = stackalloc byte[StructBytes];
        try
        {
            return GetStatus(CurrentFolder, path, 0, TypeOnly, status) == 0 ? MemoryMarshal.Read<ushort>(status[ModeOffset..]) & 0xF000 : 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call: what is there is then found out by opening it.
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, Span<byte> status);
}
