using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes.Authorizer;

/// <summary>A value of the authorizer's types; equal only to itself.</summary>
internal abstract class AccessValue : CelOpaque
{
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Type.GetHashCode();
}

/// <summary>The variable <c>authorizer</c>: an authorizer, and who asks it.</summary>
internal sealed class AuthorizerValue(IAuthorizer authorizer, AccessUser user) : AccessValue
{
    public static readonly CelType AuthorizerType = CelType.Opaque("kubernetes.authorization.Authorizer");

    public override CelType Type => AuthorizerType;

    public IAuthorizer Authorizer => authorizer;

    public AccessUser User => user;
}

/// <summary><c>authorizer.path(p)</c>.</summary>
internal sealed class PathCheckValue(AuthorizerValue authorizer, string path) : AccessValue
{
    public static readonly CelType PathCheckType = CelType.Opaque("kubernetes.authorization.PathCheck");

    public override CelType Type => PathCheckType;

    public CelValue Check(string verb) =>
        DecisionValue.Of(authorizer.Authorizer.Authorize(new AccessAttributes { User = authorizer.User, Verb = verb, Path = path }));
}

/// <summary><c>authorizer.group(g)</c>.</summary>
internal sealed class GroupCheckValue(AuthorizerValue authorizer, string group) : AccessValue
{
    public static readonly CelType GroupCheckType = CelType.Opaque("kubernetes.authorization.GroupCheck");

    public override CelType Type => GroupCheckType;

    public ResourceCheckValue Resource(string resource) =>
        new(authorizer.Authorizer, new AccessAttributes { User = authorizer.User, Verb = "", Group = group, Resource = resource });
}

/// <summary><c>authorizer.group(g).resource(r)</c>, and what narrows it; also <c>authorizer.requestResource</c>.</summary>
internal sealed class ResourceCheckValue(IAuthorizer authorizer, AccessAttributes attributes) : AccessValue
{
    public static readonly CelType ResourceCheckType = CelType.Opaque("kubernetes.authorization.ResourceCheck");

    public override CelType Type => ResourceCheckType;

    public AccessAttributes Attributes => attributes;

    public ResourceCheckValue With(AccessAttributes narrower) => new(authorizer, narrower);

    public CelValue Check(string verb) => DecisionValue.Of(authorizer.Authorize(attributes with { Verb = verb }));
}

/// <summary>What <c>check(verb)</c> gives.</summary>
internal sealed class DecisionValue(AccessDecision decision) : AccessValue
{
    public static readonly CelType DecisionType = CelType.Opaque("kubernetes.authorization.Decision");

    public override CelType Type => DecisionType;

    public AccessDecision Decision => decision;

    public static CelValue Of(AccessDecision decision) =>
        decision.Missing is { } missing ? CelValue.Unknown(missing) : CelValue.Opaque(new DecisionValue(decision));
}
