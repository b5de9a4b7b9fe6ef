namespace Redoubt.Catalog.Judge;

/// <summary>Gives a text that was met lately in the same string: a thousand workloads have the same paths and messages. For one thread.</summary>
internal sealed class RecentTexts
{
    private const int Most = 32;

    private readonly string?[] _texts = new string?[Most];

    /// <summary>The text.</summary>
    public string Of(string text)
    {
        ref var known = ref _texts[text.GetHashCode(StringComparison.Ordinal) & (Most - 1)];
        return known == text ? known : known = text;
    }
}
