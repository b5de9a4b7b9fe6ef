using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>A sentence without the names that its place or subject already tells, so that forty sentences become one.</summary>
internal static class MessagePattern
{
    public static string Of(Finding finding, string ellipsis)
    {
        var pattern = Of(finding.Message, finding.Subject, ellipsis);
        foreach (var key in KeysIn(finding.Location.Path))
        {
            pattern = Without(pattern, key, ellipsis);
        }

        return pattern;
    }

    public static string Of(string message, SubjectName subject, string ellipsis) =>
        Without(Without(message, subject.Name, ellipsis), subject.Namespace, ellipsis);

    // The path `containers[name=web].ports[8080]` names `web` and `8080`.
    private static IEnumerable<string> KeysIn(string path)
    {
        for (var open = path.IndexOf('['); open >= 0; open = path.IndexOf('[', open + 1))
        {
            var close = path.IndexOf(']', open);
            if (close < 0)
            {
                yield break;
            }

            var key = path[(open + 1)..close];
            yield return key[(key.IndexOf('=') + 1)..];
        }
    }

    // Only where the name stands as a word: `web` stays in `webhook`.
    private static string Without(string text, string name, string ellipsis)
    {
        if (name.Length == 0)
        {
            return text;
        }

        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !IsNamePart(text[at - 1])) && (end == text.Length || !IsNamePart(text[end])))
            {
                text = text[..at] + ellipsis + text[end..];
                at += ellipsis.Length;
            }
            else
            {
                at = end;
            }
        }

        return text;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
