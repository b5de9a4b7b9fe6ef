using System.Net.Sockets;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.CustomResources;

/// <summary>
/// The formats of texts that API servers check in custom resources; they ignore any other (Kubernetes, "Validation" of custom resources,
/// which names those of <c>go-openapi/strfmt</c>).
/// </summary>
internal static class SchemaFormats
{
    private static readonly Dictionary<string, Func<string, bool>> Checks = new(StringComparer.Ordinal)
    {
        ["byte"] = TextRules.IsBase64,
        ["cidr"] = static text => AddressText.TryRange(text, out _, out _),
        ["date"] = static text => TextRules.IsDate(text),
        ["date-time"] = TextRules.IsDateTime,
        ["datetime"] = TextRules.IsDateTime,
        ["duration"] = static text => Rules.GoDuration.IsValid(text),
        ["hexcolor"] = static text => text.Length > 0 && IsHex(text[0] == '#' ? text[1..] : text, 3, 6),
        ["ipv4"] = static text => AddressText.TryRead(text, out var address, out _) && address.AddressFamily == AddressFamily.InterNetwork,
        ["ipv6"] = static text => AddressText.TryRead(text, out var address, out _) && address.AddressFamily == AddressFamily.InterNetworkV6,
        ["k8s-long-name"] = static text => NameRules.IsDnsSubdomain(text),
        ["k8s-short-name"] = static text => NameRules.IsDnsLabel(text),
        ["uri"] = static text => GoUrl.ReadRequest(text, out _) is not null,
        ["uuid"] = TextRules.IsUuid,
    };

    private static readonly HashSet<string> Known = new(
        [
            .. Checks.Keys, "bsonobjectid", "creditcard", "double", "email", "float", "hostname", "int32", "int64", "isbn", "isbn10", "isbn13", "mac", "password", "rgbcolor", "ssn",
            "uuid3", "uuid4", "uuid5",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether API servers know a format. One that they do not know they warn of, and ignore.</summary>
    public static bool IsKnown(string format) => Known.Contains(format);

    /// <summary>Whether a text is of a format. Of one that is not known every text is.</summary>
    public static bool Holds(string format, string text) => !Checks.TryGetValue(format, out var check) || check(text);

    private static bool IsHex(string text, params ReadOnlySpan<int> lengths) => lengths.Contains(text.Length) && text.All(char.IsAsciiHexDigit);
}
