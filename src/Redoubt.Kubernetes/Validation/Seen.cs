namespace Redoubt.Kubernetes.Validation;

/// <summary>Texts that were seen in a list: one of less than two items needs no memory.</summary>
/// <param name="count">How many items the list has.</param>
internal readonly struct Seen(int count)
{
    private readonly HashSet<string>? _texts = count > 1 ? new(StringComparer.Ordinal) : null;

    /// <summary>Notes a text.</summary>
    /// <returns>Whether it was not seen before.</returns>
    public bool Add(string text) => _texts?.Add(text) ?? true;
}
