using System.Text.Json.Nodes;
using Redoubt.Access;
using Redoubt.Access.Defaults;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Storage;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.ApiServer.Access;

/// <summary>
/// Who asks, and whether they may. Authorisation is Redoubt's own (<see cref="RbacAuthorizer"/>, <see cref="Authorization"/>): this is the one place
/// that names it.
/// </summary>
internal sealed class Gate(Store store, IReadOnlyDictionary<string, Identity> tokens, Identity? everybody)
{
    private static readonly string[] RbacResources = ["roles", "rolebindings", "clusterroles", "clusterrolebindings"];

    private const string Rbac = "rbac.authorization.k8s.io";

    private (long Version, RbacAuthorizer Authorizer, Authorization Rules)? _built;

    /// <summary>Who asks: by their credentials, or as whom they act.</summary>
    public Identity Who(ApiRequest request, RequestPlace place)
    {
        var asked = request.Header("authorization") is not { Length: > 0 } header ? request.Certified ?? everybody ?? Identity.Anonymous
            : header.StartsWith("Bearer ", StringComparison.Ordinal) && tokens.TryGetValue(header["Bearer ".Length..], out var known) ? known
            : throw RefusalException.Of(401, "Unauthorized", "Unauthorized");
        var (user, group) = (request.Header("impersonate-user"), request.Header("impersonate-group"));
        if (user.Length == 0)
        {
            return group.Length == 0 ? asked
                : throw RefusalException.BadRequest($"requested &user.DefaultInfo{{Name:\"\", UID:\"\", Groups:[]string{{\"{group}\"}}, Extra:map[string][]string(nil)}} without impersonating a user name").NoSniff();
        }

        if (!Decide(asked, Attributes(asked, "impersonate", "", "users", "", "", user)).IsAllowed)
        {
            throw Forbidden(asked, place, $"impersonate-on:user-info:{place.Verb}");
        }

        return new Identity(user, "", group.Length > 0 ? [group, AccessGroups.Authenticated] : [AccessGroups.Authenticated]);
    }

    /// <summary>Lets through who may.</summary>
    public void Check(Identity who, RequestPlace place)
    {
        if (!Decide(who, Attributes(who, place)).IsAllowed)
        {
            throw Forbidden(who, place, place.Verb);
        }
    }

    /// <summary>The decision about a question.</summary>
    public AccessDecision Decide(Identity who, AccessAttributes attributes) =>
        who.IsMaster ? new AccessDecision(IsAllowed: true) : Built().Authorizer.Authorize(attributes);

    /// <summary>All rules that hold for somebody in a namespace.</summary>
    public IEnumerable<AccessGrant> RulesOf(Identity who, string ns) =>
        Built().Rules.RulesOf(new AccessUser(who.Name, who.Groups)).Where(grant => grant.Binding.Kind == "ClusterRoleBinding" || grant.Binding.Namespace == ns);

    /// <summary>A question about a resource.</summary>
    public static AccessAttributes Attributes(Identity who, string verb, string group, string resource, string subresource, string ns, string name) => new()
    {
        User = new AccessUser(who.Name, who.Groups),
        Verb = verb,
        Group = group,
        Resource = resource,
        Subresource = subresource,
        Namespace = ns,
        Name = name,
    };

    private static AccessAttributes Attributes(Identity who, RequestPlace place) => place.IsResource
        ? Attributes(who, place.Verb, place.Group, place.Resource, place.Subresource, place.Namespace, place.Name)
        : new AccessAttributes { User = new AccessUser(who.Name, who.Groups), Verb = place.Verb, Path = place.Path };

    private static RefusalException Forbidden(Identity who, RequestPlace place, string verb)
    {
        if (!place.IsResource)
        {
            return RefusalException.Of(403, "Forbidden", $"forbidden: User \"{who.Name}\" cannot {verb} path \"{place.Path}\"", []).NoSniff();
        }

        var what = RefusalException.Qualified(place.Resource, place.Group);
        var part = place.Subresource.Length > 0 ? $"{place.Resource}/{place.Subresource}" : place.Resource;
        var where = place.Namespace.Length > 0 ? $"in the namespace \"{place.Namespace}\"" : "at the cluster scope";
        return RefusalException.Of(
            403,
            "Forbidden",
            $"{what}{(place.Name.Length > 0 ? $" \"{place.Name}\"" : "")} is forbidden: User \"{who.Name}\" cannot {verb} resource \"{part}\" in API group \"{place.Group}\" {where}",
            RefusalException.Details(place.Name, place.Group, place.Resource)).NoSniff();
    }

    private (long Version, RbacAuthorizer Authorizer, Authorization Rules) Built()
    {
        var version = store.Version;
        if (_built is not { } built || built.Version != version)
        {
            var builder = new PlatformBuilder { Scope = Scope.Whole };
            foreach (var resource in RbacResources)
            {
                foreach (var (_, value) in store.List(Rbac, resource, "", version))
                {
                    var whole = (JsonObject)value.DeepClone();
                    builder.AddRange(DocumentReader.Read($"{resource}.json", whole.ToJsonString()).Documents);
                }
            }

            var platform = DefaultRoles.Of(KubernetesVersion.NewestMinor).AddTo(builder.Build());
            _built = built = (version, new RbacAuthorizer(platform), new Authorization(platform));
        }

        return built;
    }
}
