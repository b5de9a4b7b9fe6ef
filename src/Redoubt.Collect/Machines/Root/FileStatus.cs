namespace Redoubt.Collect.Machines.Root;

/// <summary>What the system says of a file.</summary>
/// <param name="Type">Its type, as <c>find -printf %y</c> has it: f, d, l, s, p, c or b.</param>
/// <param name="Mode">Its permission bits, with set-user-id, set-group-id and sticky.</param>
/// <param name="Uid">Its owner.</param>
/// <param name="Gid">Its group.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Device">The device that it lies on.</param>
/// <param name="Inode">Its number there.</param>
internal sealed record FileStatus(char Type, int Mode, uint Uid, uint Gid, long Size, ulong Device, ulong Inode)
{
    /// <summary>Whether it can be read to its end.</summary>
    public bool IsFile => Type == 'f';

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => Type == 'd';

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => Type == 'l';

    /// <summary>What it is, for people.</summary>
    public string Word => Type switch
    {
        'f' => "a file",
        'd' => "a directory",
        'l' => "a link",
        's' => "a socket",
        'p' => "a pipe",
        _ => "a device",
    };
}
