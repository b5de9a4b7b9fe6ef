namespace Redoubt.Evidence;

/// <summary>What is in only one of two platforms, of which one was made from the other.</summary>
public sealed class PlatformChange
{
    private readonly List<Document> _gone = [];
    private readonly List<Document> _come = [];

    internal PlatformChange(bool isOfScope) => IsOfScope = isOfScope;

    /// <summary>The documents that are no longer there; one that was changed is among both.</summary>
    public IReadOnlyList<Document> GoneDocuments => _gone;

    /// <summary>The documents that were not there.</summary>
    public IReadOnlyList<Document> ComeDocuments => _come;

    /// <summary>Whether of some kind more or less is known to be complete: what was not found may then be another answer.</summary>
    public bool IsOfScope { get; }

    internal void Gone(IEnumerable<Document> documents) => _gone.AddRange(documents);

    internal void Come(IEnumerable<Document> documents) => _come.AddRange(documents);
}
