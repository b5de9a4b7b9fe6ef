using Redoubt.Evidence.Read;

namespace Redoubt.Collect;

/// <summary>How much is read, and what from.</summary>
public sealed record CollectOptions
{
    /// <summary>The options unless others are given.</summary>
    public static CollectOptions Default { get; } = new();

    /// <summary>The largest file, in bytes; at most 1 GiB.</summary>
    public long FileBytes { get; init => field = Math.Min(value, 1L << 30); } = 512L << 20;

    /// <summary>The most that is read in all, in bytes.</summary>
    public long TotalBytes { get; init; } = 2L << 30;

    /// <summary>The most files of one folder.</summary>
    public int Files { get; init; } = 200_000;

    /// <summary>Whether files that <c>.gitignore</c> names are left aside.</summary>
    public bool HonoursIgnoreFiles { get; init; } = true;

    /// <summary>Where <c>-</c> is read from; null if there is nothing to read.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>How charts and overlays are rendered; null if they are not.</summary>
    public RenderOptions? Render { get; init; }

    /// <summary>Told what is done now, where that takes time.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>How each file is read; scope and kind of source are set for each.</summary>
    public ReadOptions Read { get; init; } = ReadOptions.Default;
}
