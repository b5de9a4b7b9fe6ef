using System.Text.RegularExpressions;
using Redoubt.Evidence;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>Which objects a patch is meant for, as its <c>target</c> says: expressions of kinds, names and namespaces, which fit as a whole.</summary>
/// <param name="target">The value; no value where the patch names its object itself.</param>
internal sealed class ChangeTarget(Node target)
{
    private readonly Regex? _kind = Expression(target["kind"]);
    private readonly Regex? _name = Expression(target["name"]);

    /// <summary>Whether there is one.</summary>
    public bool IsSaid => target.Exists;

    /// <summary>The name, where it is one and no expression that fits others too.</summary>
    public string? PlainName => target["name"].AsString() is { Length: > 0 } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? name : null;

    /// <summary>Whether an object is meant, as far as kind and name say: what a patch gives is compared besides.</summary>
    public bool Fits(RenderedNode place) => (_kind?.IsMatch(place.Document.Kind) ?? true)
        && (_name is null || _name.IsMatch(place.OriginalName) || _name.IsMatch(place.Document.Name) || place.IsCalled(target["name"].AsString() ?? ""));

    private static Regex? Expression(Node node)
    {
        if (node.AsString() is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            // An expression that only kustomize knows: it fits by its letters.
            return new Regex($"^{Regex.Escape(text)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
    }
}
