using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.TypeCheck;

/// <summary>
/// Checks the expressions of validating policies against the types of the objects that they are about, as the API server does once a policy
/// is stored (kubernetes/apiserver, <c>plugin/policy/validating/typechecking.go</c>): only validations and their messages. What does not fit is
/// no refusal.
/// </summary>
/// <param name="resources">The kinds that are known.</param>
/// <param name="minor">The server's version: of 1.33 it is 33.</param>
public sealed class TypeChecker(ApiResources resources, int minor)
{
    /// <summary>What the server would warn of, in its order.</summary>
    /// <param name="policy">The policy; of any but the server's own validating policies nothing is told.</param>
    public ImmutableArray<TypeWarning> Check(AdmissionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Dialect != PolicyDialect.Kubernetes || policy.IsMutating)
        {
            return [];
        }

        var kinds = CheckedKinds.Of(policy.Scope, resources).Select(kind => (Kind: kind, Language: Language(policy, kind))).ToArray();
        var warnings = ImmutableArray.CreateBuilder<TypeWarning>();
        for (var index = 0; index < policy.Validations.Length; index++)
        {
            Add($"spec.validations[{index}].expression", policy.Validations[index].Expression);
            Add($"spec.validations[{index}].messageExpression", policy.Validations[index].MessageExpression);
        }

        return warnings.ToImmutable();

        void Add(string field, PolicyText expression)
        {
            if (!expression.IsEmpty && Text(expression.Text, kinds) is { Length: > 0 } text)
            {
                warnings.Add(new TypeWarning(policy, field, expression, text));
            }
        }
    }

    private static string Text(string expression, (ApiResource Kind, CelEnvironment Language)[] kinds) => string.Join('\n',
        from one in kinds
        let result = one.Language.Compile(expression)
        where result.Problems.Any(problem => problem.Stage != CelStage.Plan)
        select $"{one.Kind.Group}/{one.Kind.Version}, Kind={one.Kind.Kind}: {ReferenceText.Show(expression, result.Problems)}\n");

    private CelEnvironment Language(AdmissionPolicy policy, ApiResource kind)
    {
        var types = new SchemaTypes();
        var variables = new VariablesType();
        var language = AdmissionLanguage.ForTypes(
            KubernetesEnvironments.OfServer(minor, ExpressionKind.Stored), types, Type(types, kind), ParamsType(policy, types), variables);
        foreach (var variable in policy.Variables)
        {
            variables.Add(variable.Name, language.Compile(variable.Expression.Text).Program?.Type);
        }

        return language;
    }

    private CelType? ParamsType(AdmissionPolicy policy, SchemaTypes types) =>
        policy.ParamKind is not { } kind ? null
        : resources.TryGet(kind.ApiVersion, kind.Kind, out var resource) ? Type(types, resource)
        : CelType.Dyn;

    private CelType Type(SchemaTypes types, ApiResource kind) =>
        resources.SchemaOf(kind) is { } schema ? types.OfResource(schema, kind.Kind)
        : resources.TypeOf(kind.ApiVersion, kind.Kind) is { } type ? types.Of(type, kind.Kind)
        : CelType.Dyn;
}
