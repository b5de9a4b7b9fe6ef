using Redoubt.Evidence;

namespace Redoubt.Catalog.Views;

/// <summary>How a view's rules read in an admission policy.</summary>
internal sealed record ExportedForm
{
    /// <summary>The kinds that the policy is asked about.</summary>
    public required Func<GroupKind, bool> IsAsked { get; init; }

    /// <summary>Whether what runs in a pod is judged: debug containers come by a subresource of it.</summary>
    public bool SeesDebugContainers { get; init; }

    /// <summary>What stands in a policy for a variable of the view, by the variable's name.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>The policy's own variables, each of which may use those before it.</summary>
    public IReadOnlyList<(string Name, string Expression)> Variables { get; init; } = [];

    /// <summary>The list over whose elements the rule is asked, and the variable that holds one; null where the object is the subject.</summary>
    public (string List, string Element)? Loop { get; init; }
}
