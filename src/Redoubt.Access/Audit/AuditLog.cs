using Redoubt.Evidence.Read;

namespace Redoubt.Access.Audit;

/// <summary>What audit logs say, summed up.</summary>
public sealed class AuditLog
{
    private readonly TextPool _resources;

    internal AuditLog(
        IReadOnlyList<AuditedRight> rights, IReadOnlyList<RbacWrite> writes, TextPool resources, long events, DateTimeOffset? from, DateTimeOffset? to,
        IReadOnlyList<FilePlace> problems, long problemsLeftOut, bool isCut)
    {
        (Rights, Writes, _resources, Events, From, To, Problems, ProblemsLeftOut, IsCut) = (rights, writes, resources, events, from, to, problems, problemsLeftOut, isCut);
    }

    /// <summary>The rights that were used, and those that these rested on as far as events alone say it; a user with other groups is another. In the order in which they were first met.</summary>
    public IReadOnlyList<AuditedRight> Rights { get; }

    /// <summary>How many events were read.</summary>
    public long Events { get; }

    /// <summary>When the first request came; null if no event says.</summary>
    public DateTimeOffset? From { get; }

    /// <summary>When the last request came; null if no event says.</summary>
    public DateTimeOffset? To { get; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<FilePlace> Problems { get; }

    /// <summary>How many more places could not be read.</summary>
    public long ProblemsLeftOut { get; }

    /// <summary>Whether there was more than is kept: rights may have been used that are not in the list.</summary>
    public bool IsCut { get; }

    internal IReadOnlyList<RbacWrite> Writes { get; }

    /// <summary>Whether any event is about a resource. Where none is, the server may have been told not to write them, and nothing is known of their use.</summary>
    /// <param name="group">The API group.</param>
    /// <param name="resource">The resource, without a subresource.</param>
    public bool SpeaksOf(string group, string resource) => _resources.Has($"{group}/{resource}");
}
