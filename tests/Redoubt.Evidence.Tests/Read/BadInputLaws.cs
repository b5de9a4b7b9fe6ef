using FsCheck;
using FsCheck.Xunit;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Secrets;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>Nothing that a file may hold makes reading fail, and every place that is told lies in the file.</summary>
[NeedsSuite("inputs")]
public sealed class BadInputLaws
{
    private static readonly byte[][] Files = Suites.Absence("inputs") is not null ? [[]] : [.. Directory.EnumerateFiles(TestFolders.Inputs, "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 20_000)];

    private static readonly byte[][] Parts = [.. new[] { "\n---\n", "{{", ": ", "- ", "\t", "&a ", "*a", "<<: *a", "\"", "'", "[", "{", "|\n", "\0", "\ufeff", "null", "\r" }
        .Select(System.Text.Encoding.UTF8.GetBytes)];

    [Property(MaxTest = 300)]
    public void A_damaged_manifest_is_read_as_far_as_it_goes(int file, (int At, int Part, byte Byte)[] damages)
    {
        var bytes = Files[(file & int.MaxValue) % Files.Length];
        foreach ((var at, var part, var value) in damages)
        {
            bytes = Damaged(bytes, (at & int.MaxValue) % (bytes.Length + 1), Parts[(part & int.MaxValue) % Parts.Length], value);
        }

        Check(bytes);
    }

    [Property(MaxTest = 300)]
    public void Any_bytes_are_read(byte[] bytes) => Check(bytes);

    private static byte[] Damaged(byte[] bytes, int at, byte[] part, byte value) => (value % 3) switch
    {
        0 => [.. bytes[..at], .. part, .. bytes[at..]],
        1 => [.. bytes[..at], value, .. bytes[Math.Min(at + 1, bytes.Length)..]],
        _ => [.. bytes[..at], .. bytes[Math.Min(at + value, bytes.Length)..]],
    };

    private static void Check(byte[] bytes)
    {
        var read = DocumentReader.Read("damaged.yaml", bytes);
        var platform = new PlatformBuilder().AddRange(read.Documents).Build();
        var lines = bytes.Length + 1;
        Assert.All(read.Problems.Concat(read.PassedOver).Concat(read.Told(LedgerCode.NotRendered)), place => Assert.InRange(place.Line, 1, lines));
        Assert.All(platform.Namespaces, ns => Assert.InRange(ns.Mention.Line, 1, lines));
        Assert.All(platform.ServiceAccounts, account => Assert.InRange(account.Mention.Line, 1, lines));
        foreach (var document in platform.Documents)
        {
            var redactor = Redactor.Of(document);
            for (var row = document.Root.Row; row < document.Root.Tape.Count; row++)
            {
                var node = document.Root.Tape.NodeAt(row);
                Assert.InRange(node.ValueOffset + node.ValueLength, node.ValueOffset, document.Root.Tape.Source.Length);
                redactor.Show(node);
                redactor.Line(node.Line);
            }
        }
    }
}
