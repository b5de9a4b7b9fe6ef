namespace Redoubt.Attack.Rights;

/// <summary>A right that matters to an attacker: a name for verbs on resources (docs/depth.md, <em>Rights</em>).</summary>
/// <param name="Name">The name, as <c>create-pods</c>.</param>
/// <param name="Verbs">One of these.</param>
/// <param name="Resources">On one of these: <c>deployments.apps</c>, <c>pods/exec</c>.</param>
internal sealed record Right(string Name, string[] Verbs, Resource[] Resources);

/// <summary>A resource as rules name it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Plural">The plural.</param>
/// <param name="Subresource">The subresource; empty for none.</param>
internal readonly record struct Resource(string Group, string Plural, string Subresource)
{
    /// <summary>Reads <c>deployments.apps</c>, <c>pods/exec</c>, <c>certificatesigningrequests/approval.certificates.k8s.io</c>.</summary>
    public static Resource Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (path, group) = dot < 0 ? (text, "") : (text[..dot], text[(dot + 1)..]);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new Resource(group, path, "") : new Resource(group, path[..slash], path[(slash + 1)..]);
    }
}
