using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Authorizer;
using Redoubt.Kubernetes.Libraries;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Compile;

/// <summary>The languages in which the expressions of one policy are written: what is declared differs from field to field.</summary>
internal sealed class AdmissionLanguage
{
    private const string RequestResource = "authorizer.requestResource";

    /// <param name="language">The API server's language.</param>
    /// <param name="variables">The variables so far.</param>
    /// <param name="policy">What the policy declares.</param>
    public AdmissionLanguage(CelEnvironment language, VariablesType variables, PolicyDeclarations policy)
    {
        Variables = variables;
        // What an expression costs is bounded, as in the server: steps are not, but that no loop is endless.
        var shared = new CelEnvironmentBuilder(language)
            .Limits(new CelLimits { Steps = 100 * AdmissionLimits.Binding })
            .Symbols(TapeValues.Symbol)
            .Types(new AdmissionTypes())
            .Variable("object", CelType.Dyn)
            .Variable("oldObject", CelType.Dyn)
            .Variable("request", AdmissionTypes.Request)
            .Variable("namespaceObject", AdmissionTypes.Namespace);
        if (policy.HasParams)
        {
            shared.Variable("params", CelType.Dyn);
        }

        if (policy.IsMutating)
        {
            shared.Types(new MutationTypes()).Library(JsonPatchLibrary.Library);
        }

        var plain = shared.Build();
        var composed = shared.Types(new FixedTypes(Variables)).Variable("variables", CelType.Object(Variables.Name)).Build();
        Messages = composed;
        Expressions = WithAuthorizer(composed);
        Conditions = policy.ConditionsHaveVariables ? Expressions : WithAuthorizer(plain);
    }

    /// <summary>The variables so far.</summary>
    public VariablesType Variables { get; }

    /// <summary>For variables, validations, audit annotations and mutations.</summary>
    public CelEnvironment Expressions { get; }

    /// <summary>For match conditions: the API server's have no <c>variables</c>.</summary>
    public CelEnvironment Conditions { get; }

    /// <summary>For message expressions: they may not ask the authorizer.</summary>
    public CelEnvironment Messages { get; }

    /// <summary>The language in which types are checked: it has no <c>authorizer.requestResource</c>.</summary>
    /// <param name="language">The API server's language.</param>
    /// <param name="types">The types of the objects.</param>
    /// <param name="target">The type of <c>object</c> and <c>oldObject</c>.</param>
    /// <param name="param">The type of <c>params</c>; null without.</param>
    /// <param name="variables">The variables so far.</param>
    public static CelEnvironment ForTypes(CelEnvironment language, ITypeProvider types, CelType target, CelType? param, VariablesType variables)
    {
        var builder = new CelEnvironmentBuilder(language)
            .Types(new AdmissionTypes()).Types(types).Types(new FixedTypes(variables))
            .Variable("object", target)
            .Variable("oldObject", target)
            .Variable("request", AdmissionTypes.Request)
            .Variable("namespaceObject", AdmissionTypes.Namespace)
            .Variable("variables", CelType.Object(variables.Name))
            .Variable("authorizer", AuthorizerValue.AuthorizerType);
        return (param is null ? builder : builder.Variable("params", param)).Build();
    }

    private static CelEnvironment WithAuthorizer(CelEnvironment environment) => new CelEnvironmentBuilder(environment)
        .Variable("authorizer", AuthorizerValue.AuthorizerType)
        .Variable(RequestResource, ResourceCheckValue.ResourceCheckType)
        .Build();
}

/// <summary>What of a policy decides what its expressions may name.</summary>
/// <param name="HasParams">Whether there is <c>params</c>.</param>
/// <param name="IsMutating">Whether there are <c>Object</c> and <c>JSONPatch</c>.</param>
/// <param name="ConditionsHaveVariables">Whether match conditions may read <c>variables</c>, as Kyverno's may.</param>
internal readonly record struct PolicyDeclarations(bool HasParams, bool IsMutating, bool ConditionsHaveVariables)
{
    public static PolicyDeclarations Of(AdmissionPolicy policy) =>
        new(policy.ParamKind is not null, policy.IsMutating, policy.Dialect != PolicyDialect.Kubernetes);
}
