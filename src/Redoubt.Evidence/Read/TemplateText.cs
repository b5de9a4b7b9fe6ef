using Redoubt.Evidence.Tapes;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Read;

/// <summary>
/// Tells templates from objects. <c>{{</c> inside a text means nothing: real alerting rules are full of it. It means a template where a
/// text cannot be parsed, and where it stands without quotes in a name or an image, neither of which can hold it.
/// </summary>
internal static class TemplateText
{
    private const string Braces = "{{";

    /// <summary>The place of the template's braces in what parsed as an object; no value if it is one.</summary>
    public static Node PlaceIn(Document document)
    {
        var root = document.Root;
        var metadata = root["metadata"];
        foreach (var place in (ReadOnlySpan<Node>)[root["apiVersion"], root["kind"], metadata["name"], metadata["generateName"], metadata["namespace"]])
        {
            if (HasBraces(place))
            {
                return place;
            }
        }
        if (!PodTemplates.Default.TryGet(document, out var workload))
        {
            return default;
        }

        foreach (var container in workload.Containers)
        {
            if (HasBraces(container.Node["image"]))
            {
                return container.Node["image"];
            }
        }
        return default;
    }

    /// <summary>The text between the <c>---</c> lines around an offset.</summary>
    public static ReadOnlySpan<char> DocumentAround(SourceText text, int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        var start = Math.Max(0, text.LastIndexOf("\n---", offset));
        var end = text.IndexOf("\n---", offset);
        return text.Slice(start, (end < 0 ? text.Length : end) - start);
    }

    /// <summary>Where the documents of a template file start that say a kind; the file's start if none does.</summary>
    public static List<int> Documents(ReadOnlySpan<char> text)
    {
        var places = new List<int>();
        if (text.StartsWith("kind:"))
        {
            places.Add(0);
        }

        var at = 0;
        while (text[at..].IndexOf("\nkind:") is >= 0 and var step)
        {
            at += step + 1;
            places.Add(at);
        }
        if (places.Count == 0)
        {
            places.Add(0);
        }

        return places;
    }

    private static bool HasBraces(Node node) => node.Text.Contains(Braces, StringComparison.Ordinal);
}
