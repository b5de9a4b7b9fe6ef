using System.IO.Compression;

namespace Redoubt.Collect.Files;

/// <summary>Log files of any size, read as streams: packed with gzip or not, a folder of rotated ones, or standard input.</summary>
public static class LogFile
{
    // What gzip makes of a log is some twenty times smaller; a bomb is a thousand times.
    private const long MostTimes = 400;
    private const long Always = 64 << 20;

    /// <summary>Reads each log, in the order of its name.</summary>
    /// <param name="paths">Files, folders with files, or <c>-</c>.</param>
    /// <param name="standardInput">Where <c>-</c> is read from.</param>
    /// <param name="read">Takes the name and the unpacked text of each.</param>
    /// <param name="problems">Takes what cannot be read.</param>
    public static void ReadAll(IEnumerable<string> paths, Stream standardInput, Action<string, Stream> read, ICollection<string> problems)
    {
        foreach (var path in paths)
        {
            string[] files = path == "-" ? [path] : [.. TextFile.Below(path, "*", problems)];
            foreach (var file in files)
            {
                Read(file, standardInput, read, problems);
            }
        }
    }

    private static void Read(string file, Stream standardInput, Action<string, Stream> read, ICollection<string> problems)
    {
        try
        {
            if (file == "-")
            {
                read("standard input", standardInput);
                return;
            }

            if (FileType.Objection(file) is { } objection)
            {
                problems.Add($"{file}: cannot be read: {objection}");
                return;
            }

            using var raw = File.OpenRead(file);
            var isPacked = raw.ReadByte() == 0x1f && raw.ReadByte() == 0x8b;
            raw.Position = 0;
            using var text = isPacked ? new BoundedStream(new GZipStream(raw, CompressionMode.Decompress), Always + (MostTimes * raw.Length)) : (Stream)raw;
            read(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add($"{file}: cannot be read: {(e is InvalidDataException ? "it is no whole gzip file, or unpacks to more than any log does" : SystemFault.Of(e))}");
        }
    }

    /// <summary>A stream that ends with an error where it is longer than can be meant.</summary>
    private sealed class BoundedStream(Stream inner, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            _read += read;
            return _read <= most ? read : throw new InvalidDataException();
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
