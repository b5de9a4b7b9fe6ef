namespace Redoubt.Collect.Machines.Root;

/// <summary>Why the system refused, in words of our own (errno.h).</summary>
internal static class RootFault
{
    /// <summary>The words, lower case, without a full stop.</summary>
    public static string Of(int fault) => fault switch
    {
        1 or 13 => "permission denied",
        SystemCalls.NoEntry => "it is not there",
        3 => "the process has ended",
        5 => "the disk cannot be read",
        SystemCalls.NotDirectory => "a part of its path is no directory",
        22 => "the kernel refuses to read it",
        23 or 24 => "too many files are open",
        36 => "its name is too long",
        SystemCalls.Loop => "its links go in a ring",
        116 => "the file server has lost it",
        _ => $"the system says error {fault}",
    };
}
