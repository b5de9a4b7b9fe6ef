namespace Redoubt.Access.Audit;

/// <summary>
/// What was counted last, so that the events of one request (a watch that begins and ends) count once: the last <see cref="AccessLimits.AuditRequests"/>
/// for certain, at most twice as many.
/// </summary>
internal sealed class RecentRequests
{
    private HashSet<ulong> _new = [];
    private HashSet<ulong> _old = [];

    /// <summary>Whether this is the first time that a right is counted for a request.</summary>
    /// <param name="request">The request's identity (<c>auditID</c>), hashed.</param>
    /// <param name="right">The number of the right. Clients may choose the identity, so that the same one twice is no reason to overlook a right.</param>
    public bool IsFirst(ulong request, int right)
    {
        var key = (request ^ (uint)right) * 0x9E3779B97F4A7C15;
        if (_old.Contains(key) || !_new.Add(key))
        {
            return false;
        }

        if (_new.Count >= AccessLimits.AuditRequests)
        {
            (_old, _new) = (_new, _old);
            _new.Clear();
        }

        return true;
    }

    /// <summary>A number for an identity: FNV-1a.</summary>
    public static ulong Hash(ReadOnlySpan<byte> identity)
    {
        var hash = 14695981039346656037;
        foreach (var one in identity)
        {
            hash = (hash ^ one) * 1099511628211;
        }

        return hash;
    }
}
