namespace Redoubt.Cel.Values;

internal static class Time
{
    public const long MinSeconds = -62135596800;
    public const long MaxSeconds = 253402300799;
    public const int NanosPerSecond = 1_000_000_000;
}
