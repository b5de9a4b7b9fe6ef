using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation;

/// <summary>The formats that the table of rules names, each with what is wrong with a text in the server's words.</summary>
internal static class TextFormats
{
    public const string ConfigKeyRule =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

    private static readonly System.Buffers.SearchValues<char> OfConfigKeys = System.Buffers.SearchValues.Create("-._ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>The format of a name.</summary>
    public static Func<string, IReadOnlyList<string>> Named(string name) => name switch
    {
        "dns-label" => NameRules.DnsLabel,
        "dns-subdomain" => NameRules.DnsSubdomain,
        "dns-1035-label" => NameRules.OldDnsLabel,
        "qualified-name" => NameRules.QualifiedName,
        "label-value" => NameRules.LabelValue,
        "path-segment" => PathSegment,
        "any" => static _ => [],
        "port-name" => PortName,
        "env-name" => EnvironmentName,
        "config-key" => ConfigKey,
        "header-name" => HeaderName,
        "absolute-path" => AbsolutePath,
        "local-path" => LocalPath,
        "no-backsteps" => NoBacksteps,
        "ip" => AddressText.WrongAddress,
        "cidr" => AddressText.WrongRange,
        "driver-name" => static text => NameRules.DnsSubdomain(text.ToLowerInvariant()),
        "wildcard-subdomain" => WildcardSubdomain,
        "host" => Host,
        "c-identifier" => Identifier,
        "trimmed" => static text => text == text.Trim() ? [] : ["must not have leading or trailing whitespace"],
        "group-version" => GroupVersion,
        "domain-path" => DomainPath,
        "service-name" => NameRules.OldDnsLabel,
        _ => throw new InvalidOperationException($"`{name}` is no format"),
    };

    /// <summary>Whether a text is of a format at a glance; if not, <see cref="Named"/> says what is wrong, if anything.</summary>
    public static bool IsPlain(string name, ReadOnlySpan<char> text) => name switch
    {
        "dns-label" => NameRules.IsDnsLabel(text),
        "dns-subdomain" => NameRules.IsDnsSubdomain(text),
        "qualified-name" => NameRules.IsQualifiedName(text),
        "label-value" => NameRules.IsLabelValue(text),
        "port-name" => text.Length <= 15 && NameRules.IsDnsLabel(text) && text.IndexOf("--") < 0 && text.IndexOfAnyInRange('a', 'z') >= 0,
        "env-name" => text.IndexOfAnyExceptInRange(' ', '~') < 0 && !text.Contains('='),
        "no-backsteps" => text.IndexOf("..") < 0,
        "config-key" => text.Length is > 0 and <= 253 && text[0] != '.' && !text.ContainsAnyExcept(OfConfigKeys),
        "path-segment" => !text.ContainsAny('/', '%') && text is not ("." or ".."),
        _ => false,
    };

    /// <summary>A name that is one step of a path (<c>path.IsValidPathSegmentName</c>).</summary>
    public static IReadOnlyList<string> PathSegment(string text)
    {
        if (text is "." or "..")
        {
            return [$"may not be '{text}'"];
        }

        return [.. text.Contains('/') ? ["may not contain '/'"] : Array.Empty<string>(), .. text.Contains('%') ? ["may not contain '%'"] : Array.Empty<string>()];
    }

    /// <summary>A port's name (<c>validation.IsValidPortName</c>, RFC 6335).</summary>
    public static IReadOnlyList<string> PortName(string text)
    {
        var wrong = new List<string>();
        if (text.Length > 15)
        {
            wrong.Add("must be no more than 15 characters");
        }

        if (!text.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-'))
        {
            wrong.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }

        if (!text.Any(char.IsAsciiLetterLower))
        {
            wrong.Add("must contain at least one letter (a-z)");
        }

        if (text.Contains("--", StringComparison.Ordinal))
        {
            wrong.Add("must not contain consecutive hyphens");
        }

        if (text.Length > 0 && (text[0] == '-' || text[^1] == '-'))
        {
            wrong.Add("must not begin or end with a hyphen");
        }

        return wrong;
    }

    /// <summary>The name of a variable of the environment (<c>validation.IsRelaxedEnvVarName</c>).</summary>
    public static IReadOnlyList<string> EnvironmentName(string text) => text.All(unit => unit is >= ' ' and <= '~' and not '=')
        ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

    /// <summary>A key of a ConfigMap or Secret (<c>validation.IsConfigMapKey</c>).</summary>
    public static IReadOnlyList<string> ConfigKey(string text)
    {
        var wrong = new List<string>();
        if (text.Length > 253)
        {
            wrong.Add("must be no more than 253 characters");
        }

        if (text.Length == 0 || !text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.'))
        {
            wrong.Add(ConfigKeyRule);
        }

        if (text is "." or "..")
        {
            wrong.Add($"must not be '{text}'");
        }
        else if (text.StartsWith("..", StringComparison.Ordinal))
        {
            wrong.Add("must not start with '..'");
        }

        return wrong;
    }

    /// <summary>A path inside of a folder, with no way out of it.</summary>
    public static IReadOnlyList<string> LocalPath(string text) => text.StartsWith('/') ? ["must be a relative path"] : NoBacksteps(text);

    /// <summary>A path that names no folder above.</summary>
    public static IReadOnlyList<string> NoBacksteps(string text) => text.Split('/').Contains("..") ? ["must not contain '..'"] : [];

    /// <summary>A group's name, in which capitals are taken for small letters: <c>a.b/c</c> in front of a path.</summary>
    public static IReadOnlyList<string> DomainPath(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1)
        {
            return ["must be a domain-prefixed path (such as \"acme.io/foo\")"];
        }

        if (NameRules.DnsSubdomain(text[..slash]) is { Count: > 0 } host)
        {
            return host;
        }

        const string Allowed = "/-._~%!$&'()*+,;=:";
        return text[(slash + 1)..].All(unit => char.IsAsciiLetterOrDigit(unit) || Allowed.Contains(unit))
            ? [] : ["Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"];
    }

    private static IReadOnlyList<string> AbsolutePath(string text) => text.StartsWith('/') ? [] : ["must be an absolute path"];

    private static IReadOnlyList<string> HeaderName(string text) => text.Length > 0 && text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-')
        ? [] : ["a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')"];

    private static IReadOnlyList<string> WildcardSubdomain(string text) =>
        text.StartsWith("*.", StringComparison.Ordinal) && NameRules.DnsSubdomain(text[2..]).Count == 0
            ? [] : ["a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"];

    private static IReadOnlyList<string> Host(string text) => text.Contains('*', StringComparison.Ordinal) ? WildcardSubdomain(text) : NameRules.DnsSubdomain(text);

    private static IReadOnlyList<string> Identifier(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_')
            ? [] : ["a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName', regex used for validation is '[A-Za-z_][A-Za-z0-9_]*')"];

    private static IReadOnlyList<string> GroupVersion(string text) =>
        text.Split('/').Length > 2 ? [$"unexpected GroupVersion string: {text}"] : [];
}
