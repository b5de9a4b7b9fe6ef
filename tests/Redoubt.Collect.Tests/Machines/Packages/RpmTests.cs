using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Packages;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Tests.Machines.Packages;

/// <summary>The databases of rpm, held against the real <c>rpm</c>.</summary>
[NeedsSystem]
public sealed class RpmTests : IDisposable
{
    private const int Parts = 200;
    private const string Database = "var/lib/rpm/rpmdb.sqlite";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_rpm_lists_is_read_from_its_database()
    {
        var expected = Install();

        var read = Read();

        Assert.Null(read.Unknown);
        Assert.Equal(expected, read.All.Select(package => $"{package.Name} {package.Version} {package.Architecture} {package.Source} {package.SourceVersion}"));
    }

    [Fact]
    public void The_same_headers_are_read_from_the_form_that_is_rpms_own()
    {
        var expected = Install();
        Write("var/lib/rpm/Packages.db", Ndb(SqliteTable.Column(File.ReadAllBytes(PathOf(Database)), "Packages", column: 1)));
        File.Delete(PathOf(Database));

        var read = Read();

        Assert.Null(read.Unknown);
        Assert.Equal(expected, read.All.Select(package => $"{package.Name} {package.Version} {package.Architecture} {package.Source} {package.SourceVersion}"));
    }

    [Fact]
    public void A_damaged_database_is_unknown_and_never_ends_the_program()
    {
        Install();
        var whole = File.ReadAllBytes(PathOf(Database));
        var random = new Random(7);
        var differing = 0;
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])whole.Clone();
            foreach (var _ in Enumerable.Range(0, 1 + (round % 5)))
            {
                // Where the structure lies: the beginning of pages.
                var page = random.Next(bytes.Length / 4096) * 4096;
                bytes[page + random.Next(64)] = (byte)random.Next(256);
            }

            Write(Database, round % 7 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            differing += Read().Unknown is null ? 0 : 1;
        }

        Assert.InRange(differing, 30, 300);
    }

    [Fact]
    public void What_is_being_written_is_unknown()
    {
        Install();
        Write("var/lib/rpm/rpmdb.sqlite-wal", [1]);

        Assert.Equal("/var/lib/rpm/rpmdb.sqlite-wal: somebody is changing packages, or did not end it", Read().Unknown);
    }

    [Fact]
    public void The_database_of_old_versions_is_unknown_and_not_empty()
    {
        Write("var/lib/rpm/Packages", [0, 1, 2]);

        Assert.Equal("/var/lib/rpm/Packages: a database of Berkeley DB, as rpm had it before 4.16, is not read", Read().Unknown);
    }

    [Fact]
    public void A_folder_of_rpm_without_a_database_says_nothing()
    {
        _folder.With("var/lib/rpm/.rpm.lock", "").With("var/lib/dpkg/status", "Package: a\nVersion: 1\nStatus: install ok installed\n");

        Assert.Null(Read().Unknown);
        Assert.Equal(["a"], Read().All.Select(package => package.Name));
    }

    private PackageDatabases Read()
    {
        Assert.True(MachineRoot.Open(_folder.Path, NodeLimits.Default).Found(out var root));
        using (root)
        {
            return PackageDatabases.Of(root, NodeLimits.Default);
        }
    }

    private string PathOf(string file) => Path.Combine(_folder.Path, file);

    private void Write(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllBytes(PathOf(file), bytes);
    }

    /// <summary>Packages with headers of all sizes, built and installed by the real program; what it lists of them.</summary>
    private List<string> Install()
    {
        var specification = new StringBuilder("Name: many\nEpoch: 1\nVersion: 2.5\nRelease: 3.el9\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%description\nx\n%files\n");
        for (var part = 0; part < Parts; part++)
        {
            var text = string.Join('\n', Enumerable.Range(0, part * 2).Select(line => $"line {line}, {line * part * 7919 % 100003}"));
            specification.Append($"%package -n part{part}\nSummary: x\n{(part % 3 == 0 ? "Epoch: 2\n" : "")}Version: 1.{part}\n%description -n part{part}\n{text}\n%files -n part{part}\n");
        }

        _folder.With("build/many.spec", specification.ToString());
        Run("rpmbuild", "-bb", "--quiet", "--define", $"_topdir {PathOf("build")}", PathOf("build/many.spec"));
        string[] database = ["--root", _folder.Path, "--dbpath", "/var/lib/rpm", "--define", "_db_backend sqlite"];
        Run("rpm", [.. database, "--justdb", "--nodeps", "--nosignature", "-i", .. Directory.GetFiles(PathOf("build/RPMS/noarch"))]);
        var listed = Run("rpm", [.. database, "-qa", "--qf", "%{NAME} %{EPOCHNUM}:%{VERSION}-%{RELEASE} %{ARCH} %{SOURCERPM}\\n"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Parts + 1, listed.Length);
        return [.. listed.Select(line => line.Replace(" 0:", " ", StringComparison.Ordinal).Replace("many-2.5-3.el9.src.rpm", "many 2.5-3.el9", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {errors.GetAwaiter().GetResult()}");
        return output;
    }

    /// <summary>Headers as rpm's own form keeps them: a page of slots for every 254, then each in blocks of 16 bytes.</summary>
    private static byte[] Ndb(List<byte[]> headers)
    {
        var pages = 1 + ((headers.Count + 1) / 256);
        using var file = new MemoryStream();
        file.SetLength(pages * 4096);
        Numbers(file, 0, 0x506d7052, 0, 1, (uint)pages, (uint)headers.Count + 1);
        for (var slot = 32; slot < pages * 4096; slot += 16)
        {
            Numbers(file, slot, 0x746f6c53, 0, 0, 0);
        }

        foreach (var (index, header) in headers.Index())
        {
            var at = (file.Length + 15) / 16 * 16;
            Numbers(file, 32 + (16 * index), 0x746f6c53, (uint)index + 1, (uint)(at / 16), (uint)((header.Length + 16 + 12 + 15) / 16));
            Numbers(file, at, 0x53626c42, (uint)index + 1, 1, (uint)header.Length);
            file.Write(header);
        }

        return file.ToArray();
    }

    private static void Numbers(Stream file, long at, params uint[] numbers)
    {
        file.Position = at;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
            file.Write(bytes);
        }
    }
}
