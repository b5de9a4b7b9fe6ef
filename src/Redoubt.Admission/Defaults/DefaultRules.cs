using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Redoubt.Cel;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Admission.Defaults;

/// <summary>What no table can say of defaults: the rules that facts name.</summary>
internal static partial class DefaultRules
{
    /// <summary>Applies a rule to a field of a map.</summary>
    /// <param name="rule">Its name.</param>
    /// <param name="map">The map.</param>
    /// <param name="name">The field.</param>
    /// <param name="own">The field's value; null if it is absent.</param>
    /// <param name="of">The value that the rule is about; null if it is absent.</param>
    public static void Apply(string rule, Draft map, string name, Draft? own, Draft? of)
    {
        switch (rule)
        {
            case "quantity":
                Rewrite(map, name, own, CanonicalQuantity.Of);
                break;
            case "quantities":
                Each(own, CanonicalQuantity.Of);
                break;
            case "bytes":
                Each(own, static text => text.ReplaceLineEndings(""));
                break;
            case "time in microseconds":
                Rewrite(map, name, own, Microseconds);
                break;
            case "pull policy":
                Set(map, name, of, static image => MovesTag(image) ? "Always" : "IfNotPresent");
                break;
            case "lower case":
                Set(map, name, of, static text => text.ToLowerInvariant());
                break;
            case "append List":
                Set(map, name, of, static text => text + "List");
                break;
            case "base64":
                Encode(map, name, own, of);
                break;
            case "pod requests":
                PodRequests(map, name, own, of);
                break;
            default:
                throw new InvalidOperationException($"`{rule}` is no rule of a default");
        }
    }

    private static void Rewrite(Draft map, string name, Draft? own, Func<string, string?> rewrite)
    {
        if (own is { Kind: CelKind.String } && own.Origin.AsString() is var text && rewrite(text) is { } other && other != text)
        {
            map.Set(name, new Draft(CelValue.String(other)));
        }
    }

    private static void Each(Draft? own, Func<string, string?> rewrite)
    {
        foreach (var key in own is { Kind: CelKind.Map } ? own.Names : [])
        {
            Rewrite(own!, key, own!.Field(key), rewrite);
        }
    }

    private static void Set(Draft map, string name, Draft? of, Func<string, string> make)
    {
        if (of is { Kind: CelKind.Unknown })
        {
            map.Set(name, of);
            return;
        }

        map.Set(name, new Draft(CelValue.String(make(of is { Kind: CelKind.String } ? of.Origin.AsString() : ""))));
    }

    // An image that cannot be parsed moves no tag.
    private static bool MovesTag(string image) =>
        Reference.Match(image) is { Success: true } match && !match.Groups["digest"].Success && (!match.Groups["tag"].Success || match.Groups["tag"].ValueSpan is "latest");

    private static void Encode(Draft map, string name, Draft? own, Draft? of)
    {
        if (of is not { Kind: CelKind.Map })
        {
            return;
        }

        if (own is null)
        {
            map.Set(name, own = new Draft(CelValue.Map()));
        }

        foreach (var key in of.Names)
        {
            var value = of.Field(key)!;
            own.Set(key, value.Kind == CelKind.String ? new Draft(CelValue.String(Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Origin.AsString())))) : value);
        }

        map.Set("stringData", null);
    }

    // Of the pod's own limits: what its containers request together, else the limit.
    private static void PodRequests(Draft map, string name, Draft? own, Draft? of)
    {
        if (map.Field("limits") is not { IsEmpty: false, Kind: CelKind.Map } limits)
        {
            return;
        }

        if (own is null)
        {
            map.Set(name, own = new Draft(CelValue.Map()));
        }

        foreach (var resource in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            if (own.Field(resource) is null && Requested(of, resource) is { } sum)
            {
                own.Set(resource, new Draft(CelValue.String(sum)));
            }
        }

        foreach (var resource in limits.Names)
        {
            if (own.Field(resource) is null)
            {
                own.Set(resource, new Draft(limits.Field(resource)!.Value));
            }
        }
    }

    private static string? Requested(Draft? spec, string resource)
    {
        string? sum = null;
        foreach (var container in spec?.Field("containers")?.Items ?? [])
        {
            if (container.Field("resources")?.Field("requests")?.Field(resource) is { Kind: CelKind.String } request)
            {
                sum = CanonicalQuantity.Sum(sum ?? "0", request.Origin.AsString());
            }
        }

        return sum;
    }

    private static string? Microseconds(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
            : null;

    // The grammar of github.com/distribution/reference.
    [GeneratedRegex(
        @"\A(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?/)?"
        + @"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*"
        + @"(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference { get; }
}
