namespace Redoubt.ApiServer.Requests;

/// <summary>What a request is about, read from method and path as <c>k8s.io/apiserver/pkg/endpoints/request</c> does.</summary>
internal sealed record RequestPlace
{
    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>What is to be done: <c>get</c>, <c>list</c>, <c>watch</c>, … or the method in small letters.</summary>
    public required string Verb { get; init; }

    /// <summary>Whether it is about a resource.</summary>
    public bool IsResource { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Whether it asks for events in the old way, <c>/api/v1/watch/…</c>.</summary>
    public bool IsOldWatch { get; init; }

    public static RequestPlace Of(ApiRequest request)
    {
        var method = request.Method.ToLowerInvariant();
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var skipped = parts is ["api", _, _, ..] ? 2 : parts is ["apis", _, _, _, ..] ? 3 : 0;
        if (skipped == 0)
        {
            return new RequestPlace { Path = request.Path, Verb = method == "head" ? "get" : method };
        }

        var (group, version) = skipped == 2 ? ("", parts[1]) : (parts[1], parts[2]);
        var rest = parts[skipped..];
        var isOldWatch = rest[0] == "watch" && rest.Length > 1;
        rest = isOldWatch ? rest[1..] : rest;
        var ns = "";
        // `namespaces` is a resource too: what follows its name is in it only if it is no part of a namespace itself.
        if (rest is ["namespaces", var named, var inside, ..] && inside is not ("status" or "finalize"))
        {
            (ns, rest) = (named, rest[2..]);
        }
        else if (rest is ["namespaces", var itself, ..])
        {
            ns = itself;
        }

        var name = rest.Length > 1 ? rest[1] : "";
        return new RequestPlace
        {
            Path = request.Path,
            IsResource = true,
            Group = group,
            Version = version,
            Namespace = ns,
            Resource = rest[0],
            Name = name,
            Subresource = rest.Length > 2 ? rest[2] : "",
            IsOldWatch = isOldWatch,
            Verb = VerbOf(method, name, request.Query, isOldWatch),
        };
    }

    private static string VerbOf(string method, string name, Query query, bool isOldWatch) => method switch
    {
        "post" => "create",
        "get" or "head" => isOldWatch || (name.Length == 0 && query.Is("watch")) ? "watch" : name.Length == 0 ? "list" : "get",
        "put" => "update",
        "delete" => name.Length == 0 ? "deletecollection" : "delete",
        _ => method,
    };
}
