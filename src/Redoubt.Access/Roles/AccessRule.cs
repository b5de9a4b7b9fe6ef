using Redoubt.Evidence;

namespace Redoubt.Access.Roles;

/// <summary>One rule of a role, read once (kubernetes/kubernetes, <c>pkg/apis/rbac/v1/evaluation_helpers.go</c>).</summary>
public sealed class AccessRule
{
    private const string All = "*";
    private readonly string[] _verbs;
    private readonly string[] _groups;
    private readonly string[] _resources;
    private readonly string[] _names;
    private readonly string[] _paths;
    private HashSet<string>? _nameSet;

    private AccessRule(Document? role, Node node, string[] verbs, string[] groups, string[] resources, string[] names, string[] paths)
    {
        (Role, Node) = (role, node);
        (_verbs, _groups, _resources, _names, _paths) = (verbs, groups, resources, names, paths);
    }

    /// <summary>The role that it is written in: of an aggregated rule the part, not the whole; null for a rule that nobody wrote.</summary>
    public Document? Role { get; }

    /// <summary>Where it is written; no value for a rule that nobody wrote.</summary>
    public Node Node { get; }

    /// <summary>The verbs.</summary>
    public IReadOnlyList<string> Verbs => _verbs;

    /// <summary>The API groups.</summary>
    public IReadOnlyList<string> Groups => _groups;

    /// <summary>The resources, with their subresources.</summary>
    public IReadOnlyList<string> Resources => _resources;

    /// <summary>The names that it is for; empty for every name, and for requests that have none.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The paths that are no resources.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Everything that a namespace holds.</summary>
    internal static AccessRule Everything { get; } = new(null, default, [All], [All], [All], [], []);

    /// <summary>Its smallest parts: of resources by group, resource, verb and name, then of paths by path and verb.</summary>
    public IEnumerable<RuleAtom> Atoms
    {
        get
        {
            foreach (var group in _groups)
            {
                foreach (var resource in _resources)
                {
                    foreach (var verb in _verbs)
                    {
                        if (_names.Length == 0)
                        {
                            yield return new RuleAtom(verb, group, resource, null, null);
                        }

                        foreach (var name in _names)
                        {
                            yield return new RuleAtom(verb, group, resource, name, null);
                        }
                    }
                }
            }

            foreach (var path in _paths)
            {
                foreach (var verb in _verbs)
                {
                    yield return new RuleAtom(verb, "", "", null, path);
                }
            }
        }
    }

    /// <summary>The rules that are written in a role.</summary>
    /// <param name="role">The Role or ClusterRole.</param>
    public static AccessRule[] ReadAll(Document role)
    {
        var rules = new List<AccessRule>(role.Root["rules"].Count);
        foreach (var rule in role.Root["rules"].Items)
        {
            rules.Add(Read(role, rule));
        }

        return [.. rules];
    }

    private static AccessRule Read(Document role, Node rule) =>
        new(role, rule, Texts(rule["verbs"]), Texts(rule["apiGroups"]), Texts(rule["resources"]), Texts(rule["resourceNames"]), Texts(rule["nonResourceURLs"]));

    /// <summary>A rule that is written nowhere.</summary>
    /// <param name="verbs">The verbs.</param>
    /// <param name="groups">The API groups.</param>
    /// <param name="resources">The resources, with their subresources.</param>
    /// <param name="names">The names that it is for; empty for every name.</param>
    /// <param name="paths">The paths that are no resources.</param>
    internal static AccessRule Of(string[] verbs, string[] groups, string[] resources, string[] names, string[] paths) =>
        new(null, default, verbs, groups, resources, names, paths);

    /// <summary>Whether it allows a request.</summary>
    /// <param name="request">The request.</param>
    public bool Allows(AccessRequest request) => Lists(_verbs, request.Verb) && (request.Path is { } path
        ? AllowsPath(path)
        : Lists(_groups, request.Group) && HasResource(request.Resource, request.Subresource) && (_names.Length == 0 || HasName(request.Name)));

    /// <summary>Whether it allows a request for some name at least.</summary>
    internal bool AllowsForSome(AccessRequest request) =>
        request.Path is null ? Gives(request.Verb, request.Group, request.Resource, request.Subresource) : Allows(request);

    /// <summary>Whether it lists a name. Rules list thousands of them: a set is made when that is worth it.</summary>
    internal bool HasName(string name) => _names.Length < 16
        ? _names.AsSpan().Contains(name)
        : (_nameSet ??= new HashSet<string>(_names, StringComparer.Ordinal)).Contains(name);

    /// <summary>Whether it gives every verb on every resource of every group.</summary>
    public bool IsEverything => _names.Length == 0 && _verbs.AsSpan().Contains(All) && _groups.AsSpan().Contains(All) && _resources.AsSpan().Contains(All);

    /// <summary>Whether it gives a verb on a resource, for some name at least; <c>*</c> asks for every one.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="subresource">The subresource; empty for none.</param>
    public bool Gives(string verb, string group, string resource, string subresource = "") =>
        Lists(_verbs, verb) && Lists(_groups, group) && HasResource(resource, subresource);

    internal bool HasVerb(string verb) => Lists(_verbs, verb);

    internal bool HasGroup(string group) => Lists(_groups, group);

    internal bool HasResource(string resource, string subresource)
    {
        foreach (var own in _resources)
        {
            if (RuleAtom.HoldsResource(own, resource, subresource))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it gives a path.</summary>
    internal bool AllowsPath(string wanted)
    {
        foreach (var path in _paths)
        {
            if (RuleAtom.PathCovers(path, wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rule as a line of YAML: <c>{verbs: [get], apiGroups: [""], resources: [pods]}</c>.</summary>
    public override string ToString()
    {
        (string Field, string[] Items)[] fields =
            [("verbs", _verbs), ("apiGroups", _groups), ("resources", _resources), ("resourceNames", _names), ("nonResourceURLs", _paths)];
        return $"{{{string.Join(", ", fields.Where(field => field.Items.Length > 0).Select(field => $"{field.Field}: [{string.Join(", ", field.Items.Select(Quoted))}]"))}}}";
    }

    private static string Quoted(string text) => text.Length == 0 || text.Contains('*') ? $"\"{text}\"" : text;

    private static bool Lists(string[] items, string wanted)
    {
        foreach (var item in items)
        {
            if (item == All || item == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Texts(Node items)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var texts = new List<string>(items.Count);
        foreach (var item in items.Items)
        {
            if (item.AsString() is { } text)
            {
                texts.Add(text);
            }
        }

        return [.. texts];
    }
}
