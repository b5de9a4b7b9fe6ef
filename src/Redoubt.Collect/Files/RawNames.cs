using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Redoubt.Collect.Files;

/// <summary>Names in a folder that are not UTF-8, which .NET cannot say: a file system takes any bytes.</summary>
internal static unsafe partial class RawNames
{
    // dirent.h on 64 bits: number, offset, length, then these.
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const byte Folder = 4;

    /// <summary>These names in the order of their bytes, each byte that is no part of a letter written as <c>\xff</c>; none where the system does not tell.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<(string Name, bool IsFolder)> In(string folder)
    {
        var stream = OperatingSystem.IsLinux() ? OpenDirectory(folder) : 0;
        if (stream == 0)
        {
            return [];
        }

        var names = new List<(string Name, bool IsFolder)>();
        while (ReadDirectory(stream) is var entry && entry != null)
        {
            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameOffset);
            if (!Utf8.IsValid(name))
            {
                names.Add((Escaped(name), entry[TypeOffset] == Folder));
            }
        }

        _ = CloseDirectory(stream);
        names.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return names;
    }

    private static string Escaped(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder();
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out var letter, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(letter.ToString());
            }
            else
            {
                foreach (var part in name[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{part:x2}");
                }
            }

            name = name[length..];
        }

        return text.ToString();
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* ReadDirectory(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDirectory(nint stream);
}
