using System.Text;

namespace Redoubt.Kubernetes.Values;

/// <summary>What Kubernetes asks of names and labels (<c>apimachinery/pkg/util/validation</c>), in the words of its messages.</summary>
public static class NameRules
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;
    private const string Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string Key = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    private const string LabelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

    private const string SubdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    private const string OldLabelRule =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";

    private const string KeyRule = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private const string ValueRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    /// <summary>A label of RFC 1123.</summary>
    public static IReadOnlyList<string> DnsLabel(string text)
    {
        if (IsDnsLabel(text))
        {
            return [];
        }

        List<string> wrong = [.. TooLong(text, LongestLabel, "characters")];
        if (!IsLabel(text))
        {
            wrong.Add(IsSubdomain(text) ? "must not contain dots" : Pattern(LabelRule, Label, "my-name", "123-abc"));
        }

        return wrong;
    }

    /// <summary>A subdomain of RFC 1123.</summary>
    public static IReadOnlyList<string> DnsSubdomain(string text) => DnsSubdomain(text, "characters");

    private static IReadOnlyList<string> DnsSubdomain(string text, string unit) => IsDnsSubdomain(text) ? []
        : [.. TooLong(text, LongestSubdomain, unit), .. Unless(IsSubdomain(text), Pattern(SubdomainRule, $@"{Label}(\.{Label})*", "example.com"))];

    /// <summary>A label of RFC 1035.</summary>
    public static IReadOnlyList<string> OldDnsLabel(string text) => IsDnsLabel(text) && char.IsAsciiLetterLower(text[0]) ? []
        : [
            .. TooLong(text, LongestLabel, "characters"),
            .. Unless(IsLabel(text) && char.IsAsciiLetterLower(text[0]), Pattern(OldLabelRule, "[a-z]([-a-z0-9]*[a-z0-9])?", "my-name", "abc-123")),
        ];

    /// <summary>A label's key: a name, before it perhaps a subdomain and a slash.</summary>
    public static IReadOnlyList<string> QualifiedName(string text)
    {
        if (IsQualifiedName(text))
        {
            return [];
        }

        var parts = text.Split('/');
        if (parts.Length > 2)
        {
            return ["a valid label key " + Pattern(KeyRule, Key, "MyName", "my.name", "123-abc") + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        }

        List<string> wrong = [];
        if (parts.Length == 2)
        {
            wrong.AddRange(parts[0].Length == 0 ? ["prefix part must be non-empty"] : DnsSubdomain(parts[0], "bytes").Select(one => "prefix part " + one));
        }

        var name = parts[^1];
        wrong.AddRange(name.Length == 0 ? ["name part must be non-empty"] : TooLong(name, LongestLabel, "bytes").Select(one => "name part " + one));
        wrong.AddRange(Unless(IsKey(name), "name part " + Pattern(KeyRule, Key, "MyName", "my.name", "123-abc")));
        return wrong;
    }

    /// <summary>A label's value.</summary>
    public static IReadOnlyList<string> LabelValue(string text) => IsLabelValue(text) ? []
        : [.. TooLong(text, LongestLabel, "bytes"), .. Unless(text.Length == 0 || IsKey(text), Pattern(ValueRule, $"({Key})?", "MyValue", "my_value", "12345"))];

    /// <summary>A name that is only the beginning of one may end with a dash.</summary>
    public static string AsPrefix(string text) => text.Length > 1 && text[^1] == '-' ? text[..^2] + "a" : text;

    // The length is in bytes, whatever the older of the two messages calls them.
    private static IEnumerable<string> TooLong(string text, int limit, string unit) =>
        Unless(Encoding.UTF8.GetByteCount(text) <= limit, $"must be no more than {limit} {unit}");

    private static IEnumerable<string> Unless(bool holds, string message) => holds ? [] : [message];

    /// <summary>Whether a text is a label of RFC 1123, of any length.</summary>
    private static bool IsLabel(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (!IsLower(unit) && unit != '-')
            {
                return false;
            }
        }

        return text.Length > 0 && IsLower(text[0]) && IsLower(text[^1]);
    }

    private static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.'))
        {
            if (!IsLabel(text[..dot]))
            {
                return false;
            }

            text = text[(dot + 1)..];
        }

        return IsLabel(text);
    }

    private static bool IsKey(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
    }

    /// <summary>Whether <see cref="DnsLabel"/> finds nothing wrong.</summary>
    public static bool IsDnsLabel(ReadOnlySpan<char> text) => text.Length <= LongestLabel && IsLabel(text);

    /// <summary>Whether <see cref="DnsSubdomain(string)"/> finds nothing wrong.</summary>
    public static bool IsDnsSubdomain(ReadOnlySpan<char> text) => text.Length <= LongestSubdomain && IsSubdomain(text);

    /// <summary>Whether <see cref="LabelValue"/> finds nothing wrong.</summary>
    public static bool IsLabelValue(ReadOnlySpan<char> text) => text.IsEmpty || (text.Length <= LongestLabel && IsKey(text));

    /// <summary>Whether <see cref="QualifiedName"/> finds nothing wrong.</summary>
    public static bool IsQualifiedName(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        var name = text[(slash + 1)..];
        return (slash < 0 || IsDnsSubdomain(text[..slash])) && name.Length <= LongestLabel && IsKey(name);
    }

    private static bool IsLower(char unit) => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit);

    private static string Pattern(string rule, string pattern, params ReadOnlySpan<string> examples) =>
        $"{rule} (e.g. '{string.Join("',  or '", examples)}', regex used for validation is '{pattern}')";
}
