using Redoubt.Network.Ends;

namespace Redoubt.Network.Suggest;

/// <summary>The pods of one owner, and the labels by which a policy selects them.</summary>
/// <param name="Name">The owner, as <c>shop/db[StatefulSet]</c>.</param>
/// <param name="Ends">Its pods.</param>
/// <param name="Labels">The labels; none where nothing tells them from others.</param>
/// <param name="AlsoSelects">Others of the namespace that have these labels too.</param>
internal sealed record PolicySubject(string Name, IReadOnlyList<NetworkEnd> Ends, IReadOnlyList<(string Key, string Value)> Labels, IReadOnlyList<string> AlsoSelects)
{
    public string Namespace => Ends[0].Namespace;

    /// <summary>The name of the policy for it.</summary>
    public string PolicyName => $"{ShortName}-least-privilege";

    private string ShortName => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..Name.LastIndexOf('[')];
}
