using System.Diagnostics;
using System.Text;

namespace Redoubt.EndToEnd;

/// <summary>A program whose controls are damaged, or are those of another program, judges nothing: one line, exit code 2.</summary>
public sealed class DamagedPackTests : IDisposable
{
    private static readonly string[] Scan = ["scan", Path.Combine(RedoubtProgram.Root, "examples", "bookshop")];
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt-damaged-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_program_that_is_copied_as_it_is_scans() => Assert.Equal(1, Damaged(null, (_, _) => { }, Scan).ExitCode);

    [Theory]
    [InlineData("controls")]
    [InlineData("rules")]
    [InlineData("plans")]
    [InlineData("techniques")]
    public void A_scan_by_a_damaged_part_is_refused(string part) => Refused(Damaged(part, (bytes, at) => bytes[at] ^= 0x10, Scan), "damaged");

    [Fact]
    public void A_text_that_is_damaged_is_not_shown() =>
        Refused(Damaged("texts", (bytes, at) => bytes[at] ^= 0x10, "controls", "show", "workloads/privileged-container"), "damaged");

    [Fact]
    public void A_pack_of_another_version_is_refused() => Refused(Damaged(null, (bytes, at) => bytes[at + 3] = (byte)'2', Scan), "of another version");

    private static void Refused(Run run, string why)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("redoubt: the controls in this program are " + why, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    // The part's middle; the pack's beginning where none is named.
    private Run Damaged(string? part, Action<byte[], int> change, params string[] arguments)
    {
        var native = Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt");
        var isNative = File.Exists(native);
        var program = isNative ? Path.Combine(_folder, "redoubt") : CopyOfOrdinary();
        var holder = isNative ? native : Path.Combine(_folder, "Redoubt.Run.dll");
        var bytes = File.ReadAllBytes(holder);
        var pack = PackIn(bytes);
        change(bytes, part is null ? pack : MiddleOf(part, bytes, pack));
        File.WriteAllBytes(isNative ? program : holder, bytes);
        if (isNative && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var start = isNative ? new ProcessStartInfo(program, arguments) : new ProcessStartInfo("dotnet", [program, .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, _folder);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, error.Result);
    }

    private string CopyOfOrdinary()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RedoubtProgram.Root, "artifacts", "bin", "Redoubt.Cli", "release")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
        }

        return Path.Combine(_folder, "redoubt.dll");
    }

    // Four letters, the length of the table of parts and its checksum; then the table, which names the parts.
    private static int PackIn(byte[] bytes)
    {
        for (var at = 0; bytes.AsSpan(at).IndexOf("RDB5"u8) is >= 0 and var step; at++)
        {
            at += step;
            if (BitConverter.ToInt32(bytes, at + 4) is > 0 and < 1_000 and var size && bytes.AsSpan(at + 12, size).IndexOf("techniques"u8) >= 0)
            {
                return at;
            }
        }

        throw new InvalidOperationException("the program holds no pack");
    }

    private static int MiddleOf(string part, byte[] bytes, int pack)
    {
        var at = pack + 12 + BitConverter.ToInt32(bytes, pack + 4);
        using var table = new BinaryReader(new MemoryStream(bytes, pack + 12, at - pack - 12), Encoding.UTF8);
        for (var left = table.Read7BitEncodedInt(); left > 0; left--)
        {
            var (name, length, _) = (table.ReadString(), table.ReadInt32(), table.ReadUInt32());
            if (name == part)
            {
                return at + (length / 2);
            }

            at += length;
        }

        throw new InvalidOperationException($"there is no part {part}");
    }
}
