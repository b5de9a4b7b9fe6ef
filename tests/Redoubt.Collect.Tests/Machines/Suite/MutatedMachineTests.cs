using System.Globalization;
using System.Text;
using Redoubt.Collect.Machines;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>
/// Machines whose files were damaged: whatever stands in them, something is collected that reads as evidence. Ten seconds in each run of the tests, always the same machines, so that a run
/// can be believed; or others, for as long as <c>REDOUBT_FUZZ_SECONDS</c> says. <c>REDOUBT_FUZZ_SEED</c> begins where another run failed.
/// </summary>
[NeedsSuite("nodes")]
public sealed class MutatedMachineTests(ITestOutputHelper output)
{
    private const int MostChanged = 8;
    private const int UsualSeed = 27;

    // What breaks readers of lines, of quotes, of nesting, of numbers.
    private static readonly string[] Pieces =
    [
        "\0", "\n", "\r", "\t", " ", "\\\n", "\\", "\"", "'", "''", "#", ";", "=", ":", ",", "[", "]", "{", "}", "[[", "]]", "(", ")", "<", "&a", "*a", "$(A)", "${A}", "%i", "%", "--", "-", "- ", "---\n",
        "null", "true", "-1", "99999999999999999999", "0x", "1e999", "\ud83d\ude00", "\u2028", "include /etc/*\n", "Include *\n", "Match all\n", "[Service]\n", "ExecStart=\n", "imports = [\"*\"]\n", "-----BEGIN CERTIFICATE-----\n",
    ];

    [Fact]
    public void What_is_damaged_is_unknown_and_never_ends_the_collection()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "owners of files can only be set by root; CI runs as root");
        var seconds = Number("REDOUBT_FUZZ_SECONDS");
        var seed = Number("REDOUBT_FUZZ_SEED") ?? (seconds is null ? UsualSeed : Random.Shared.Next());
        var end = DateTime.UtcNow.AddSeconds(seconds ?? 10);
        var random = new Random(seed);
        var machines = MachineCase.All.ToArray();
        var rounds = 0;
        while (DateTime.UtcNow < end)
        {
            Try(machines[random.Next(machines.Length)], random, seed, end, ref rounds);
        }

        output.WriteLine($"{rounds} damaged machines, seed {seed}");
        Assert.True(rounds > 0);
    }

    // A machine is laid out once and damaged some times over, each time from what it was.
    private static void Try(MachineCase machine, Random random, int seed, DateTime end, ref int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("redoubt-node-").FullName;
        try
        {
            var root = Path.Combine(folder, "root");
            Directory.CreateDirectory(root);
            MachineLayout.Make(machine.Folder, root);
            string[] files = [.. Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device, IgnoreInaccessible = true }).Where(IsPlain).Order(StringComparer.Ordinal)];
            for (var round = 0; round < 20 && DateTime.UtcNow < end; round++, rounds++)
            {
                var before = new Dictionary<string, byte[]>();
                for (var change = random.Next(1, MostChanged); change > 0; change--)
                {
                    var file = files[random.Next(files.Length)];
                    before.TryAdd(file, File.ReadAllBytes(file));
                    File.WriteAllBytes(file, Damaged(File.ReadAllBytes(file), random));
                }

                Check(new NodeRequest(root, machine.At) { Kubernetes = machine.Kubernetes }, $"seed {seed}, round {rounds}, {machine.Name}: {string.Join(", ", before.Keys.Select(file => file[root.Length..]))}");
                foreach (var (file, bytes) in before)
                {
                    File.WriteAllBytes(file, bytes);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(NodeRequest request, string what)
    {
        try
        {
            var collected = NodeCollection.Collect(request);
            Assert.Null(collected.Problem);
            // A machine may be called `{{`, which is noted as what a template left.
            Assert.Empty(DocumentReader.Read("node.yaml", collected.Text).Ledger.Where(entry => entry.Level == LedgerLevel.Error).Select(entry => entry.ToString()));
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(what, fault);
        }
    }

    private static bool IsPlain(string file) => new FileInfo(file) is { Length: > 0 and < 1 << 20, UnixFileMode: var mode } info && info.LinkTarget is null && mode != UnixFileMode.None;

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Length - at);
        var piece = Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]);
        return random.Next(7) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..at], .. piece, .. bytes[at..]],
            3 => [.. bytes[..at], .. piece, .. bytes[(at + length)..]],
            4 => [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes.AsSpan(at, length), .. bytes[at..]],
            5 => [.. bytes[..at], .. Enumerable.Repeat(piece, random.Next(1, 3000)).SelectMany(one => one), .. bytes[at..]],
            _ => [.. bytes.Select(one => random.Next(50) == 0 ? (byte)random.Next(256) : one)],
        };
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
