namespace Redoubt.Collect.Clusters;

/// <summary>Why a cluster, or a kind of it, cannot be read. Caught where the collection says what it did not see.</summary>
/// <param name="reason">Why: lower case, without a full stop, one line.</param>
internal class ClusterFaultException(string reason) : Exception(reason)
{
    /// <summary>Words of a server on one line, and not too many of them.</summary>
    public static string OneLine(string words)
    {
        const int Longest = 400;
        var line = string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }
}
