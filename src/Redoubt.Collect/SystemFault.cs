namespace Redoubt.Collect;

/// <summary>
/// Why a file cannot be read or written, in words of our own: the native program has none of the runtime's, only the names of its messages.
/// </summary>
public static class SystemFault
{
    /// <summary>Why, lower case, without a full stop.</summary>
    /// <param name="error">What was thrown.</param>
    public static string Of(Exception error) => error switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        PathTooLongException => "its name is too long",
        IOException io => OfNumber(io.HResult),
        _ => error.GetType().Name,
    };

    // On Unix the number is the system's own (errno.h); on Windows the low half of the result is (winerror.h).
    private static string OfNumber(int result) => OperatingSystem.IsWindows()
        ? (result & 0xffff) switch { 32 or 33 => "another program uses it", 39 or 112 => "no space is left on the disk", var number => $"the system says error {number}" }
        : result switch
        {
            5 => "the disk cannot be read or written",
            11 => "it is not ready",
            16 => "it is in use",
            20 => "a part of its path is no folder",
            21 => "it is a folder",
            24 => "too many files are open",
            27 => "it would be too large",
            28 => "no space is left on the disk",
            30 => "the file system is read-only",
            32 => "nobody reads it any more",
            36 => "its name is too long",
            40 => "its links go in a ring",
            122 => "the quota is used up",
            _ => $"the system says error {result}",
        };
}
