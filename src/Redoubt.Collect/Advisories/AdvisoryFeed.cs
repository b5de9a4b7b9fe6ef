using System.IO.Compression;
using System.Text.Json;

namespace Redoubt.Collect.Advisories;

/// <summary>What a feed tells of Kubernetes' own components.</summary>
/// <param name="Advisories">The weaknesses, by number, then component.</param>
/// <param name="PassedOver">What is not taken, with its number and the reason, a line each.</param>
/// <param name="Newest">When the newest entry was changed, as the feed writes it; empty where none says it.</param>
public sealed record AdvisoryFeed(IReadOnlyList<Advisory> Advisories, IReadOnlyList<string> PassedOver, string Newest)
{
    private const int MostBytes = 64 << 20;
    private const int MostEntries = 20_000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(60);
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64, AllowTrailingCommas = false };

    /// <summary>Reads a feed in the form of OSV (ossf.github.io/osv-schema): a file of one entry or a list, a folder or a ZIP archive of such files, or the address of either.</summary>
    /// <param name="source">A path, or an address of http or https.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidDataException">It cannot be read or is none; the message says why.</exception>
    public static async Task<AdvisoryFeed> ReadAsync(string source, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        var taken = new OsvEntries();
        try
        {
            var left = (long)MostBytes;
            await foreach (var (name, bytes) in FilesAsync(source, cancel).ConfigureAwait(false))
            {
                if ((left -= bytes.Length) < 0)
                {
                    throw TooLarge(source);
                }

                using var json = Parse(name, bytes);
                taken.Add(json.RootElement);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            throw new InvalidDataException($"{source}: cannot be read: {SystemFault.Of(error)}", error);
        }

        return taken.Count > 0 ? taken.ToFeed() : throw new InvalidDataException($"{source}: it has no entry in the form of OSV, with `id` and `affected`: the feed is github.com/kubernetes-sigs/cve-feed-osv");
    }

    private static async IAsyncEnumerable<(string Name, byte[] Bytes)> FilesAsync(string source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (Directory.Exists(source))
        {
            foreach (var file in Directory.EnumerateFiles(source, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(MostEntries))
            {
                yield return (file, new FileInfo(file).Length <= MostBytes ? await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false) : throw TooLarge(file));
            }

            yield break;
        }

        var bytes = Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? await DownloadAsync(address!, cancel).ConfigureAwait(false)
            : new FileInfo(source).Length <= MostBytes ? await File.ReadAllBytesAsync(source, cancel).ConfigureAwait(false) : throw TooLarge(source);
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            yield return (source, bytes);
            yield break;
        }

        foreach (var file in Unpacked(source, bytes))
        {
            yield return file;
        }
    }

    private static async Task<byte[]> DownloadAsync(Uri address, CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = Wait, MaxResponseContentBufferSize = MostBytes };
        try
        {
            return await client.GetByteArrayAsync(address, cancel).ConfigureAwait(false);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidDataException($"{address}: no answer within {Wait.TotalSeconds:0} s");
        }
    }

    // What an archive says of its sizes is not believed: each file is read to its limit only.
    private static IEnumerable<(string Name, byte[] Bytes)> Unpacked(string source, byte[] bytes)
    {
        using var archive = Open(source, bytes);
        var left = (long)MostBytes;
        foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal)).OrderBy(entry => entry.FullName, StringComparer.Ordinal).Take(MostEntries))
        {
            using var content = entry.Open();
            using var unpacked = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                unpacked.Write(buffer, 0, read);
                if ((left -= read) < 0)
                {
                    throw TooLarge(source);
                }
            }

            yield return ($"{source}: {entry.FullName}", unpacked.ToArray());
        }
    }

    private static ZipArchive Open(string source, byte[] bytes)
    {
        try
        {
            return new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{source}: the archive is damaged", error);
        }
    }

    private static JsonDocument Parse(string name, byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Reading);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{name}:{error.LineNumber + 1}:{error.BytePositionInLine + 1}: it is no JSON", error);
        }
    }

    private static InvalidDataException TooLarge(string name) => new($"{name}: it has more than {MostBytes} bytes, which is the limit");
}
