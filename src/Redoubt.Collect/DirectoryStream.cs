using System.Runtime.InteropServices;

namespace Redoubt.Collect;

/// <summary>Reads the names in a directory as the bytes that they are (readdir(3), on 64 bits).</summary>
internal static unsafe partial class DirectoryStream
{
    /// <summary>The type of an entry that is a directory.</summary>
    public const byte Folder = 4;

    // dirent.h: number, offset, length, then these.
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    /// <summary>Looks at a name; false ends the reading.</summary>
    public delegate bool Visit(ReadOnlySpan<byte> name, byte type);

    /// <summary>Reads a directory by its path.</summary>
    /// <returns>Whether it could be opened.</returns>
    public static bool Read(string path, Visit visit) => Read(OpenPath(path), visit);

    /// <summary>Reads a directory that is open; it is closed then. The number of the fault stays for <see cref="Marshal.GetLastPInvokeError"/>.</summary>
    /// <returns>Whether it could be read.</returns>
    public static bool Read(int opened, Visit visit) => Read(opened < 0 ? 0 : OpenDescriptor(opened), visit);

    private static bool Read(nint stream, Visit visit)
    {
        if (stream == 0)
        {
            return false;
        }

        while (ReadNext(stream) is var entry && entry != null && visit(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameOffset), entry[TypeOffset]))
        {
        }

        _ = Close(stream);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OpenPath(string path);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OpenDescriptor(int opened);

    [LibraryImport("libc", EntryPoint = "readdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* ReadNext(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(nint stream);
}
