namespace Redoubt.Collect.Clusters;

/// <summary>Files that nobody but their owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>How such a file is opened.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, int buffer, FileOptions more = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, BufferSize = buffer, Options = more, Share = FileShare.Read | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
