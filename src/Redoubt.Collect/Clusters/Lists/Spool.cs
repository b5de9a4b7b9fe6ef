namespace Redoubt.Collect.Clusters.Lists;

/// <summary>
/// Where the objects of one kind wait until those before it are written, so that kinds are listed side by side and stand in order. What was read of a
/// page that breaks is taken back. Only its owner may read the file, and it is gone when it is closed.
/// </summary>
internal sealed class Spool : IDisposable
{
    private const int Buffer = 128 << 10;

    private readonly FileStream _file;

    public Spool(string path) => _file = new FileStream(path, PrivateFile.Options(FileMode.CreateNew, FileAccess.ReadWrite, Buffer, FileOptions.DeleteOnClose));

    /// <summary>How much is in it.</summary>
    public long Length => _file.Position;

    /// <summary>Writes behind what is there.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _file.Write(bytes);

    /// <summary>Takes back what was written after a length.</summary>
    public void CutTo(long length)
    {
        _file.Flush();
        _file.SetLength(length);
        _file.Position = length;
    }

    /// <summary>The objects in it, a line each.</summary>
    public IEnumerable<string> Lines()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Writes everything to somewhere else.</summary>
    public async Task CopyToAsync(Stream output, CancellationToken cancel)
    {
        _file.Position = 0;
        await _file.CopyToAsync(output, Buffer, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
