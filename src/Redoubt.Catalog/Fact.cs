namespace Redoubt.Catalog;

/// <summary>A derived fact: a receiver call that stands for a CEL expression (design, section 4; <c>views/*.yaml</c>).</summary>
/// <param name="Define">How it is called: <c>container.runAsNonRoot()</c>.</param>
/// <param name="Is">What it stands for, over the receiver, the parameters and the view's variables.</param>
/// <param name="At">Where a finding about it points: the first path that exists.</param>
/// <param name="Say">What it means, in a sentence.</param>
public sealed record Fact(string Define, string Is, IReadOnlyList<string> At, string Say)
{
    /// <summary>
    /// What it stands for at admission, over <c>request</c> too, where <see cref="Is"/> asks about more than one object; empty where it is the same.
    /// </summary>
    public string Exported { get; init; } = "";
}
