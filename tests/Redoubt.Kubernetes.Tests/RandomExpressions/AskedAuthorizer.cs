using Redoubt.Access;
using Redoubt.Cel;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Kubernetes.Tests.RandomExpressions;

/// <summary>Allows <c>get</c> and fails on <c>fail</c>; its reason is what it was asked.</summary>
internal sealed class AskedAuthorizer : IAuthorizer
{
    private static readonly AccessUser Asker = new("asker", []);

    private static readonly AccessAttributes Request = new()
    {
        User = Asker,
        Verb = "",
        Group = "apps",
        Resource = "deployments",
        Name = "web",
        Namespace = "default",
    };

    public static CelValue Authorizer { get; } = CelValue.Opaque(new AuthorizerValue(new AskedAuthorizer(), Asker));

    public static CelValue RequestResource { get; } = CelValue.Opaque(new ResourceCheckValue(new AskedAuthorizer(), Request));

    public AccessDecision Authorize(AccessAttributes attributes) =>
        new(attributes.Verb == "get", Asked(attributes), attributes.Verb == "fail" ? "no answer" : null);

    private static string Asked(AccessAttributes asked) => asked.Path is not null
        ? string.Join('|', asked.User.Name, asked.Verb, asked.Path)
        : string.Join(
            '|', asked.User.Name, asked.Verb, asked.Group, asked.Resource, asked.Subresource, asked.Namespace, asked.Name,
            Selector(asked.Fields, one => $"{one.Key} {one.Operator} {one.Values[0]}"),
            Selector(asked.Labels, one => $"{one.Key} {one.Operator} {string.Join(',', one.Values)}"));

    private static string Selector(SelectorText selector, Func<SelectorRequirement, string> show) =>
        selector.Problem is null ? string.Join(';', selector.Requirements.Select(show)) : "!";
}
