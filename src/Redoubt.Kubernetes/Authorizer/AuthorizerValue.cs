using Redoubt.Access;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Authorizer;

/// <summary>A value of the authorizer's types. In CEL none can be compared; in C# it is equal only to itself.</summary>
public abstract class AccessValue : CelOpaque
{
    /// <inheritdoc/>
    public sealed override CelValue EqualTo(in CelValue other) => NoSuchOverload;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => Type.GetHashCode();
}

/// <summary>The variable <c>authorizer</c>: an authorizer, and who asks it.</summary>
public sealed class AuthorizerValue(IAuthorizer authorizer, AccessUser user) : AccessValue
{
    /// <summary>The type of the variable <c>authorizer</c>.</summary>
    public static readonly CelType AuthorizerType = CelType.Opaque("kubernetes.authorization.Authorizer");

    /// <inheritdoc/>
    public override CelType Type => AuthorizerType;

    /// <summary>Who answers.</summary>
    public IAuthorizer Authorizer => authorizer;

    /// <summary>Who asks.</summary>
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
public sealed class ResourceCheckValue(IAuthorizer authorizer, AccessAttributes attributes) : AccessValue
{
    /// <summary>The type of a check of a resource.</summary>
    public static readonly CelType ResourceCheckType = CelType.Opaque("kubernetes.authorization.ResourceCheck");

    /// <inheritdoc/>
    public override CelType Type => ResourceCheckType;

    /// <summary>What is asked so far.</summary>
    public AccessAttributes Attributes => attributes;

    /// <summary>The same check, narrowed.</summary>
    /// <param name="narrower">What is asked instead.</param>
    public ResourceCheckValue With(AccessAttributes narrower) => new(authorizer, narrower);

    /// <summary>Asks; unknown where the answer is not known.</summary>
    /// <param name="verb">The verb.</param>
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
