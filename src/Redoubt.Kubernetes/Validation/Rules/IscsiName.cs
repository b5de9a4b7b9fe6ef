namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Names of iSCSI: <c>iqn.2001-04.com.example:storage</c>, <c>eui.</c> with 16 and <c>naa.</c> with 32 hexadecimal digits.</summary>
internal static class IscsiName
{
    public static bool IsValid(string name)
    {
        if (name.StartsWith("eui.", StringComparison.Ordinal))
        {
            return name.Length == 20 && name[4..].All(char.IsAsciiHexDigit);
        }

        if (name.StartsWith("naa.", StringComparison.Ordinal))
        {
            return name.Length == 36 && name[4..].All(char.IsAsciiHexDigit);
        }

        if (!name.StartsWith("iqn.", StringComparison.Ordinal) || name.Length < 13)
        {
            return false;
        }

        var date = name[4..];
        return date[..4].All(char.IsAsciiDigit) && date[4] == '-' && char.IsAsciiDigit(date[5]) && char.IsAsciiDigit(date[6]) && date[7] == '.'
            && Domain(date[8..]) && !name.Any(char.IsWhiteSpace);
    }

    private static bool Domain(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var domain = colon < 0 ? text : text[..colon];
        return domain.Length > 0 && (colon < 0 || colon < text.Length - 1) && char.IsAsciiLetterOrDigit(domain[0])
            && domain.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit is '.' or '-');
    }
}
