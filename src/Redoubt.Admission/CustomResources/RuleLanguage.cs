using Redoubt.Cel;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.CustomResources;

/// <summary>The language in which the rules of a definition are written, without the variables that a schema adds.</summary>
/// <param name="Base">The API server's language.</param>
/// <param name="ReservedAsFields">Whether a reserved word names a field as it is (since 1.31).</param>
/// <param name="HasOldSelf">Whether rules may look at the value of before (since 1.24).</param>
internal sealed record RuleLanguage(CelEnvironment Base, bool ReservedAsFields = true, bool HasOldSelf = true)
{
    /// <summary>The rules that a server of a minor version runs: they are stored.</summary>
    public static RuleLanguage Stored { get; } = Of(KubernetesEnvironments.Default, ExpressionKind.Stored);

    /// <summary>The language of a compatibility version.</summary>
    public static RuleLanguage Of(int compatibility, ExpressionKind kind) => Of(KubernetesEnvironments.For(compatibility, kind), compatibility, kind);

    /// <summary>The language of an API server of a minor version.</summary>
    public static RuleLanguage OfServer(int minor, ExpressionKind kind)
    {
        var version = kind == ExpressionKind.New ? minor - 1 : minor;
        return new RuleLanguage(KubernetesEnvironments.OfServer(minor, kind), version >= 31, version >= 24);
    }

    /// <summary>A language of a compatibility version with additions.</summary>
    public static RuleLanguage Of(CelEnvironment language, int compatibility, ExpressionKind kind)
    {
        var version = kind == ExpressionKind.New ? compatibility : KubernetesEnvironments.Newest;
        return new RuleLanguage(language, version >= 31, version >= 24);
    }

    /// <summary>The language of the rules at a level of a schema.</summary>
    /// <param name="self">The level's type.</param>
    /// <param name="optionalOldSelf">Whether the value of before is optional.</param>
    public CelEnvironment For(DeclaredType self, bool optionalOldSelf)
    {
        var builder = new CelEnvironmentBuilder(Base)
            .Types(new DeclaredTypeProvider(self, ReservedAsFields))
            .Symbols(static name => Tape.Symbol(name))
            .Variable("self", self.Type);
        if (HasOldSelf)
        {
            builder.Variable("oldSelf", optionalOldSelf ? CelType.Optional(self.Type) : self.Type);
        }

        return builder.Build();
    }
}
