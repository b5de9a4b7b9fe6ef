using System.Text;

namespace Redoubt.ApiServer.Requests;

/// <summary>A request as it comes.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The path, decoded, without the query.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers; names in small letters.</param>
/// <param name="Body">The body.</param>
public sealed record ApiRequest(string Method, string Path, Query Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads a request's target.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query, as they are sent.</param>
    /// <param name="headers">The headers; names in small letters.</param>
    /// <param name="body">The body.</param>
    public static ApiRequest Of(string method, string target, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(target);
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        return new ApiRequest(method, Uri.UnescapeDataString(path), Query.Read(mark < 0 ? "" : target[(mark + 1)..]), headers, body);
    }

    /// <summary>Who showed a certificate; null if nobody did.</summary>
    public Access.Identity? Certified { get; init; }

    /// <summary>A header; empty if there is none.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>The query of a request: a name may stand there several times.</summary>
public sealed class Query
{
    private readonly List<(string Name, string Value)> _all = [];

    /// <summary>Reads a query, without its question mark.</summary>
    public static Query Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var query = new Query();
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            query._all.Add(sign < 0 ? (Plain(part), "") : (Plain(part[..sign]), Plain(part[(sign + 1)..])));
        }

        return query;
    }

    /// <summary>The first value of a name; empty if there is none.</summary>
    public string this[string name] => All(name).FirstOrDefault("");

    /// <summary>Whether a name is there.</summary>
    public bool Has(string name) => _all.Exists(one => one.Name == name);

    /// <summary>All values of a name.</summary>
    public IEnumerable<string> All(string name) => _all.Where(one => one.Name == name).Select(one => one.Value);

    /// <summary>Whether a flag is set: <c>1</c>, <c>true</c>, or nothing.</summary>
    public bool Is(string name) => Has(name) && this[name] is not ("false" or "0");

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
