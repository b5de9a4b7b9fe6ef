using System.Buffers.Binary;
using System.Text;

namespace Redoubt.Collect.Machines.Packages;

/// <summary>The header by which rpm keeps a package (rpm's "Header structure"): an index of tags, then what they hold. Numbers are big-endian.</summary>
internal static class RpmHeader
{
    private const int EntryBytes = 16;
    private const int Begin = 8;

    private const uint Name = 1000;
    private const uint Version = 1001;
    private const uint Release = 1002;
    private const uint Epoch = 1003;
    private const uint Architecture = 1022;
    private const uint SourceFile = 1044;

    private const uint TypeNumber = 4;
    private const uint TypeText = 6;

    // The keys of signatures lie among the packages.
    private const string Key = "gpg-pubkey";

    /// <summary>Reads one.</summary>
    /// <param name="header">Its bytes.</param>
    /// <param name="package">The package; null for what is none, such as a key.</param>
    /// <returns>False where the bytes are no header.</returns>
    public static bool TryRead(ReadOnlySpan<byte> header, out InstalledPackage? package)
    {
        package = null;
        if (header.Length < Begin)
        {
            return false;
        }

        var (entries, bytes) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        if (entries > (uint)header.Length / EntryBytes || bytes > (uint)header.Length || Begin + (entries * EntryBytes) + bytes > (uint)header.Length)
        {
            return false;
        }

        var index = header.Slice(Begin, (int)entries * EntryBytes);
        var store = header.Slice(Begin + ((int)entries * EntryBytes), (int)bytes);
        if (Text(index, store, Name) is not { } name || Text(index, store, Version) is not { } version || Text(index, store, Release) is not { } release)
        {
            return false;
        }

        if (name != Key)
        {
            var whole = Number(index, store, Epoch) is { } epoch and > 0 ? $"{epoch}:{version}-{release}" : $"{version}-{release}";
            var (source, sourceVersion) = Source(Text(index, store, SourceFile), name, whole);
            package = new InstalledPackage("rpm", name, whole, Text(index, store, Architecture), source, sourceVersion);
        }

        return true;
    }

    // openssl-3.0.7-24.el9.src.rpm: name, version and release have no dash but the two between them.
    private static (string Name, string Version) Source(string? file, string name, string version)
    {
        var stem = file?.EndsWith(".rpm", StringComparison.Ordinal) == true ? file[..^".rpm".Length] : null;
        stem = stem?[..Math.Max(0, stem.LastIndexOf('.'))];
        return stem is not null && stem.LastIndexOf('-') is > 0 and var last && stem.LastIndexOf('-', last - 1) is > 0 and var first ? (stem[..first], stem[(first + 1)..]) : (name, version);
    }

    private static string? Text(ReadOnlySpan<byte> index, ReadOnlySpan<byte> store, uint tag)
    {
        var held = Held(index, store, tag, TypeText);
        var end = held.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(held[..end]);
    }

    private static uint? Number(ReadOnlySpan<byte> index, ReadOnlySpan<byte> store, uint tag) =>
        Held(index, store, tag, TypeNumber) is { Length: >= 4 } held ? BinaryPrimitives.ReadUInt32BigEndian(held) : null;

    // From where a tag's value begins to the end of all; empty where there is none.
    private static ReadOnlySpan<byte> Held(ReadOnlySpan<byte> index, ReadOnlySpan<byte> store, uint tag, uint type)
    {
        for (var entry = index; entry.Length > 0; entry = entry[EntryBytes..])
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(entry) == tag)
            {
                var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
                return BinaryPrimitives.ReadUInt32BigEndian(entry[4..]) == type && offset < (uint)store.Length ? store[(int)offset..] : default;
            }
        }

        return default;
    }
}
