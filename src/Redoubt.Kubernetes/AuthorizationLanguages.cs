using Redoubt.Cel;

namespace Redoubt.Kubernetes;

/// <summary>
/// The languages of an API server's own configuration: match conditions of authorization webhooks over <c>request</c>, and the rules that
/// map an identity provider's <c>claims</c> and check the <c>user</c> (kubernetes/apiserver, <c>pkg/authorization/cel</c>, <c>pkg/authentication/cel</c>).
/// </summary>
internal static class AuthorizationLanguages
{
    private static readonly CelType Texts = CelType.List(CelType.String);
    private static readonly CelType TextLists = CelType.Map(CelType.String, Texts);

    private static readonly FixedTypes Types = new(
        new FixedType(
            "kubernetes.SubjectAccessReviewSpec",
            ("resourceAttributes", CelType.Object("kubernetes.ResourceAttributes")), ("nonResourceAttributes", CelType.Object("kubernetes.NonResourceAttributes")),
            ("user", CelType.String), ("groups", Texts), ("extra", TextLists), ("uid", CelType.String)),
        new FixedType(
            "kubernetes.ResourceAttributes",
            ("namespace", CelType.String), ("verb", CelType.String), ("group", CelType.String), ("version", CelType.String), ("resource", CelType.String),
            ("subresource", CelType.String), ("name", CelType.String),
            ("fieldSelector", CelType.Object("kubernetes.SelectorAttributes")), ("labelSelector", CelType.Object("kubernetes.SelectorAttributes"))),
        new FixedType(
            "kubernetes.SelectorAttributes",
            ("rawSelector", CelType.String), ("requirements", CelType.List(CelType.Object("kubernetes.SelectorRequirement")))),
        new FixedType("kubernetes.SelectorRequirement", ("key", CelType.String), ("operator", CelType.String), ("values", Texts)),
        new FixedType("kubernetes.NonResourceAttributes", ("path", CelType.String), ("verb", CelType.String)),
        new FixedType("kubernetes.UserInfo", ("username", CelType.String), ("uid", CelType.String), ("groups", Texts), ("extra", TextLists)));

    /// <summary>Match conditions of an authorization webhook.</summary>
    public static CelEnvironment AccessReview(CelEnvironment server) => With(server, "request", CelType.Object("kubernetes.SubjectAccessReviewSpec"));

    /// <summary>Rules over what an identity provider says.</summary>
    public static CelEnvironment Claims(CelEnvironment server) => With(server, "claims", CelType.Map(CelType.String, CelType.Any));

    /// <summary>Rules over the user that was made of it.</summary>
    public static CelEnvironment User(CelEnvironment server) => With(server, "user", CelType.Object("kubernetes.UserInfo"));

    private static CelEnvironment With(CelEnvironment server, string variable, CelType type) =>
        new CelEnvironmentBuilder(server).Types(Types).Variable(variable, type).Build();
}
