using System.Buffers;

namespace Redoubt.Access.Audit;

/// <summary>
/// What a URL asks for, read as API servers read it (kubernetes/apiserver, <c>pkg/endpoints/request/requestinfo.go</c>): a resource, or a path. The name is
/// the one in the URL, or the one that the field selector of a list or watch demands.
/// </summary>
internal ref struct RequestTarget
{
    private const int MaxParts = 10;
    private static readonly SearchValues<char> NotInSegments = SearchValues.Create("/%");

    private RequestTarget(ReadOnlySpan<char> path) => Path = path;

    /// <summary>Whether a resource is asked for.</summary>
    public bool IsResource { get; private set; }

    /// <summary>The path; what counts where no resource is asked for.</summary>
    public ReadOnlySpan<char> Path { get; private set; }

    public ReadOnlySpan<char> Group { get; private set; }

    public ReadOnlySpan<char> Resource { get; private set; }

    public ReadOnlySpan<char> Subresource { get; private set; }

    public ReadOnlySpan<char> Namespace { get; private set; }

    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>A path that is no resource.</summary>
    public static RequestTarget OfPath(ReadOnlySpan<char> path) => new(path);

    /// <summary>A resource.</summary>
    public static RequestTarget OfResource(ReadOnlySpan<char> group, ReadOnlySpan<char> resource, ReadOnlySpan<char> subresource, ReadOnlySpan<char> ns, ReadOnlySpan<char> name) =>
        new([]) { IsResource = true, Group = group, Resource = resource, Subresource = subresource, Namespace = ns, Name = name };

    /// <param name="uri">The path with its query, as it came.</param>
    /// <param name="verb">The verb that the server made of it.</param>
    public static RequestTarget Read(ReadOnlySpan<char> uri, ReadOnlySpan<char> verb)
    {
        var mark = uri.IndexOf('?');
        var path = Decoded(mark < 0 ? uri : uri[..mark], isQuery: false);
        var target = new RequestTarget(path);
        var trimmed = path.Trim('/');
        Span<Range> ranges = stackalloc Range[MaxParts];
        var parts = ranges[..(trimmed.Length == 0 ? 0 : trimmed.Split(ranges, '/'))];
        if (parts.Length < 3)
        {
            return target;
        }

        var isCore = trimmed[parts[0]] is "api";
        if (!isCore && (trimmed[parts[0]] is not "apis" || parts.Length < 4))
        {
            return target;
        }

        target.IsResource = true;
        target.Group = isCore ? [] : trimmed[parts[1]];
        target.ReadResource(trimmed, parts[(isCore ? 2 : 3)..], mark < 0 ? [] : uri[(mark + 1)..], verb);
        return target;
    }

    private void ReadResource(ReadOnlySpan<char> path, scoped ReadOnlySpan<Range> parts, ReadOnlySpan<char> query, ReadOnlySpan<char> verb)
    {
        var isSpecial = path[parts[0]] is "watch" or "proxy" && parts.Length > 1;
        var isProxy = isSpecial && path[parts[0]] is "proxy";
        parts = isSpecial ? parts[1..] : parts;
        if (path[parts[0]] is "namespaces" && parts.Length > 1)
        {
            Namespace = path[parts[1]];
            parts = parts.Length > 2 && path[parts[2]] is not ("status" or "finalize") ? parts[2..] : parts;
        }

        // The last range of a long path holds all the rest: what is meant ends at the next slash.
        Resource = First(path[parts[0]]);
        Name = parts.Length > 1 ? First(path[parts[1]]) : [];
        Subresource = parts.Length > 2 && !isProxy ? First(path[parts[2]]) : [];
        if (Name.Length == 0 && !isSpecial && verb is "list" or "watch")
        {
            Name = SelectedName(query);
        }
    }

    private static ReadOnlySpan<char> First(ReadOnlySpan<char> text) => text.IndexOf('/') is >= 0 and var slash ? text[..slash] : text;

    /// <summary>The name that <c>fieldSelector</c> demands, if it is one that can be a part of a path.</summary>
    private static ReadOnlySpan<char> SelectedName(ReadOnlySpan<char> query)
    {
        const string Parameter = "fieldSelector=";
        foreach (var range in query.Split('&'))
        {
            if (query[range].StartsWith(Parameter, StringComparison.Ordinal))
            {
                var name = DemandedName(Decoded(query[range][Parameter.Length..], isQuery: true));
                return name is "." or ".." || name.ContainsAny(NotInSegments) ? [] : name;
            }
        }

        return [];
    }

    private static ReadOnlySpan<char> DemandedName(ReadOnlySpan<char> selector)
    {
        ReadOnlySpan<char> name = [];
        foreach (var range in selector.Split(','))
        {
            var term = selector[range];
            var equal = term.IndexOf('=');
            if (equal < 0 && term.Length > 0)
            {
                // Not a selector: the server goes on without.
                return [];
            }

            if (equal > 0 && name.Length == 0 && term[..equal] is "metadata.name")
            {
                name = term[(equal + (term[equal..].StartsWith("==", StringComparison.Ordinal) ? 2 : 1))..];
            }
        }

        return name;
    }

    private static ReadOnlySpan<char> Decoded(ReadOnlySpan<char> text, bool isQuery) =>
        text.Contains('%') || (isQuery && text.Contains('+')) ? Uri.UnescapeDataString(isQuery ? text.ToString().Replace('+', ' ') : text.ToString()) : text;
}
