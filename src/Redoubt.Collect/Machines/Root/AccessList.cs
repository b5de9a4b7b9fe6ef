using System.Buffers.Binary;

namespace Redoubt.Collect.Machines.Root;

/// <summary>
/// Who may write what lies at a path: its owner, groups and users by name, everybody. A POSIX access control list (acl(5)) decides where there is one: the group bits of the mode
/// are then its mask, and not what the group may do.
/// </summary>
/// <param name="Users">The users who may, by uid, the owner among them.</param>
/// <param name="Groups">The groups that may, by gid.</param>
/// <param name="Everybody">Whether all others may.</param>
internal sealed record AccessList(IReadOnlyList<uint> Users, IReadOnlyList<uint> Groups, bool Everybody)
{
    private const int Version = 2;
    private const int HeaderBytes = 4;
    private const int EntryBytes = 8;
    private const int Write = 2;

    // linux/posix_acl.h: whom an entry is about.
    private const int OwningUser = 1;
    private const int NamedUser = 2;
    private const int OwningGroup = 4;
    private const int NamedGroup = 8;
    private const int Mask = 16;
    private const int Other = 32;

    /// <summary>Who may write by the mode alone.</summary>
    public static AccessList OfMode(FileStatus status) => new(
        (status.Mode & (Write << 6)) != 0 ? [status.Uid] : [], (status.Mode & (Write << 3)) != 0 ? [status.Gid] : [], (status.Mode & Write) != 0);

    /// <summary>Reads the list as the kernel keeps it in <c>system.posix_acl_access</c>.</summary>
    /// <param name="bytes">Its bytes: a version, then entries of tag, permissions and number, little-endian.</param>
    /// <param name="status">Of what it is the list.</param>
    /// <returns>Null where it is none.</returns>
    public static AccessList? Read(ReadOnlySpan<byte> bytes, FileStatus status)
    {
        if (bytes.Length < HeaderBytes || (bytes.Length - HeaderBytes) % EntryBytes != 0 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Version)
        {
            return null;
        }

        var entries = new List<(int Tag, bool Writes, uint Number)>();
        for (var rest = bytes[HeaderBytes..]; rest.Length > 0; rest = rest[EntryBytes..])
        {
            entries.Add((BinaryPrimitives.ReadUInt16LittleEndian(rest), (BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & Write) != 0, BinaryPrimitives.ReadUInt32LittleEndian(rest[4..])));
        }

        var masked = entries.Exists(entry => entry.Tag == Mask && !entry.Writes);
        var writing = entries.Where(entry => entry.Writes && (!masked || entry.Tag is OwningUser or Other)).ToLookup(entry => entry.Tag, entry => entry.Number);
        return new AccessList(
            [.. writing[OwningUser].Select(_ => status.Uid), .. writing[NamedUser]], [.. writing[OwningGroup].Select(_ => status.Gid), .. writing[NamedGroup]], writing.Contains(Other));
    }
}
