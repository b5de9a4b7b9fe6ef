using System.Globalization;
using System.Runtime.InteropServices;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>Lays a machine of the suite out: everything below a folder, then owners, then modes from the deepest path up. Needs root.</summary>
internal static partial class MachineLayout
{
    /// <summary>Makes the machine below a folder that is there and empty.</summary>
    public static void Make(string source, string root)
    {
        var lines = File.ReadLines(Path.Combine(source, "modes.txt")).Where(line => line.Length > 0).Select(Line.Read).ToArray();
        foreach (var line in lines)
        {
            Make(line, Path.Combine(source, "root"), root);
        }

        // Whoever reads must come as far as the root itself.
        Check(ChangeMode(root, 0x1ed), root);
        Check(ChangeMode(Path.GetDirectoryName(root)!, 0x1ed), root);
        foreach (var line in lines)
        {
            Check(ChangeOwner(root + line.Path, line.Uid, line.Gid), line.Path);
        }

        foreach (var line in lines.Where(line => line.Type != 'l').OrderByDescending(line => line.Path.Count(c => c == '/')))
        {
            Check(ChangeMode(root + line.Path, line.Mode), line.Path);
        }
    }

    private static void Make(Line line, string source, string root)
    {
        var path = root + line.Path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (line.Type)
        {
            case 'd':
                Directory.CreateDirectory(path);
                break;
            case 'l':
                File.CreateSymbolicLink(path, line.Target);
                break;
            case 's':
                Check(MakeNode(path, 0xC000 | 0x1ff, 0), line.Path);
                break;
            case 'p':
                Check(MakeNode(path, 0x1000 | 0x1ff, 0), line.Path);
                break;
            default:
                File.Copy(source + line.Path, path);
                break;
        }
    }

    private static void Check(int result, string path)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"{path}: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ChangeOwner(string path, uint uid, uint gid);

    [LibraryImport("libc", EntryPoint = "chmod", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ChangeMode(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "mknod", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MakeNode(string path, uint mode, ulong device);

    private sealed record Line(char Type, uint Mode, uint Uid, uint Gid, string Path, string Target)
    {
        public static Line Read(string text)
        {
            var words = text.Split(' ', 5);
            var arrow = words[4].IndexOf(" -> ", StringComparison.Ordinal);
            return new Line(
                words[0][0],
                Convert.ToUInt32(words[1], 8),
                uint.Parse(words[2], CultureInfo.InvariantCulture),
                uint.Parse(words[3], CultureInfo.InvariantCulture),
                arrow < 0 ? words[4] : words[4][..arrow],
                arrow < 0 ? "" : words[4][(arrow + 4)..]);
        }
    }
}
