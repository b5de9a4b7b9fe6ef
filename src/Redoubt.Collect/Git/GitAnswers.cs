using System.Buffers.Text;
using System.Text;

namespace Redoubt.Collect.Git;

/// <summary>What git answers, read.</summary>
internal static class GitAnswers
{
    private const int LongestHeader = 256;

    /// <summary>The files of <c>ls-tree -r -z</c>: <c>MODE blob ID⇥PATH␀</c>.</summary>
    public static IEnumerable<GitFile> Tree(byte[] answer)
    {
        foreach (var entry in Entries(answer))
        {
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0 && entry[..tab].Split(' ') is [var mode, _, var blob])
            {
                yield return new GitFile(mode, blob, entry[(tab + 1)..]);
            }
        }
    }

    /// <summary>The files of <c>diff-tree -r -z --no-renames</c> as they are afterwards: <c>:MODE MODE ID ID STATUS␀PATH␀</c>; without an object where one is gone.</summary>
    public static IEnumerable<GitFile> Changes(byte[] answer)
    {
        string[] entries = [.. Entries(answer)];
        for (var at = 0; at + 1 < entries.Length; at += 2)
        {
            if (entries[at].Split(' ') is [_, var mode, _, var blob, var status])
            {
                yield return new GitFile(mode, status == "D" ? "" : blob, entries[at + 1]);
            }
        }
    }

    /// <summary>The next object of <c>cat-file --batch</c>: <c>ID blob SIZE⏎</c>, its bytes, a line feed.</summary>
    /// <exception cref="InvalidDataException">It is no such answer, or larger than the limit.</exception>
    public static byte[] NextBlob(Stream stream, long mostBytes)
    {
        var header = Header(stream);
        var size = header.LastIndexOf(' ') is > 0 and var space && Utf8Parser.TryParse(Encoding.ASCII.GetBytes(header[(space + 1)..]), out long bytes, out _) ? bytes : -1;
        if (size < 0)
        {
            throw new InvalidDataException($"it does not have an object of the revision: {header}");
        }

        if (size > mostBytes)
        {
            throw new InvalidDataException($"a file of the revision is larger than {mostBytes} bytes, which is the limit");
        }

        var blob = new byte[size];
        stream.ReadExactly(blob);
        _ = stream.ReadByte();
        return blob;
    }

    private static string Header(Stream stream)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        var length = 0;
        while (stream.ReadByte() is >= 0 and not '\n' and var read && length < LongestHeader)
        {
            header[length++] = (byte)read;
        }

        return Encoding.ASCII.GetString(header[..length]);
    }

    private static string[] Entries(byte[] answer) => Encoding.UTF8.GetString(answer).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
