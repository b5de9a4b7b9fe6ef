using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>Packaged charts (<c>.tgz</c>), unpacked into a folder of our own within limits. Gone when this is disposed of.</summary>
internal sealed class ChartArchives : IDisposable
{
    private const int MostFiles = 20_000;
    private const long MostBytes = 256L << 20;
    private const long MostPackedBytes = 64L << 20;

    /// <summary>All together: a folder may hold many.</summary>
    private const long MostBytesInAll = 1L << 30;

    private readonly Lazy<WorkFolder> _work = new(() => new WorkFolder());
    private readonly ConcurrentDictionary<string, (string? Folder, string Objection)> _unpacked = new(StringComparer.Ordinal);
    private int _next;
    private long _bytes;

    /// <summary>Whether a file is a packaged chart by its name.</summary>
    public static bool IsArchive(string file) => file.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is a chart in an archive, or it cannot be read far enough to say that there is none.</summary>
    /// <param name="file">The archive.</param>
    public static bool HoldsChart(string file)
    {
        try
        {
            using var packed = File.OpenRead(file);
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            using var tar = new TarReader(unpacked);
            long bytes = 0;
            while (bytes <= MostBytes && tar.GetNextEntry() is { } entry)
            {
                bytes += entry.Length;
                if (Inside(entry.Name) == "Chart.yaml")
                {
                    return true;
                }
            }

            return bytes > MostBytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    /// <summary>Unpacks a chart, once; null with a reason if it is none, or not one to be unpacked.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="objection">Why it is not unpacked.</param>
    /// <returns>The full path of the folder with the chart's <c>Chart.yaml</c>.</returns>
    public string? Unpack(string file, out string objection)
    {
        (var folder, objection) = _unpacked.GetOrAdd(Path.GetFullPath(file), full => (UnpackNew(full, out var why), why));
        return folder;
    }

    private string? UnpackNew(string file, out string objection)
    {
        objection = "";
        try
        {
            if (new FileInfo(file).Length > MostPackedBytes)
            {
                objection = $"larger than {MostPackedBytes >> 20} MB, which is the limit of a packaged chart";
                return null;
            }

            var folder = _work.Value[$"archive-{Interlocked.Increment(ref _next)}"];
            Directory.CreateDirectory(folder);
            objection = Unpack(file, folder) ?? (Charts.IsChart(folder) ? "" : "an archive that holds no chart");
            return objection.Length == 0 ? folder : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException or NotSupportedException)
        {
            objection = error is InvalidDataException or FormatException or ArgumentException or NotSupportedException or EndOfStreamException ? "an archive that is damaged" : FileReader.Reason(error);
            return null;
        }
    }

    public void Dispose()
    {
        if (_work.IsValueCreated)
        {
            _work.Value.Dispose();
        }
    }

    private string? Unpack(string file, string folder)
    {
        using var packed = File.OpenRead(file);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var tar = new TarReader(unpacked);
        var files = 0;
        long bytes = 0;
        while (tar.GetNextEntry() is { } entry)
        {
            // As Helm does: the first folder is the chart, whatever it is called. Links, devices and the like are nothing to a chart.
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || Inside(entry.Name) is not { } inside)
            {
                continue;
            }

            bytes += entry.Length;
            if (++files > MostFiles || bytes > MostBytes)
            {
                return $"an archive that holds more than {MostFiles} files or {MostBytes >> 20} MB";
            }

            if (Interlocked.Add(ref _bytes, entry.Length) > MostBytesInAll)
            {
                return $"with it packaged charts hold more than {MostBytesInAll >> 20} MB, which is the limit in all";
            }

            var target = Path.Combine(folder, inside);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var content = File.Create(target);
            entry.DataStream?.CopyTo(content);
        }

        return null;
    }

    /// <summary>The way of an entry from the chart's folder on; null for what lies outside of it, or would lead out.</summary>
    private static string? Inside(string name)
    {
        var parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        parts = [.. parts.Where(part => part != ".")];
        return parts.Length < 2 || name.StartsWith('/') || parts.Contains("..") || name.Contains('\0') ? null : string.Join('/', parts[1..]);
    }
}
