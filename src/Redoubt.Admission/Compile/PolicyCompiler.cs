using System.Collections.Immutable;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Compile;

/// <summary>Turns policies into programs in the language of one API server.</summary>
/// <param name="minor">The server's version: of 1.33 it is 33.</param>
/// <param name="kind">Whether the policies are being written or were stored before.</param>
internal sealed class PolicyCompiler(int minor, ExpressionKind kind)
{
    /// <summary>The policy as programs; what does not compile is told.</summary>
    public CompiledPolicy Compile(AdmissionPolicy policy, ICollection<FilePlace> problems)
    {
        var run = new Run(policy, Language(policy), problems);
        var conditions = policy.Dialect == PolicyDialect.Kubernetes ? run.Conditions() : [];
        var variables = run.Variables();
        return new CompiledPolicy
        {
            Policy = policy,
            Variables = variables,
            MatchConditions = policy.Dialect == PolicyDialect.Kubernetes ? conditions : run.Conditions(),
            Validations = run.Validations(),
            Messages = run.Messages(),
            AuditAnnotations = run.AuditAnnotations(),
            Mutations = run.Mutations(),
            IsSound = run.IsSound,
        };
    }

    private AdmissionLanguage Language(AdmissionPolicy policy) => new(
        policy.Dialect == PolicyDialect.Kubernetes ? KubernetesEnvironments.OfServer(minor, kind) : KyvernoLanguage.Environment,
        new VariablesType(),
        PolicyDeclarations.Of(policy));

    private sealed class Run(AdmissionPolicy policy, AdmissionLanguage language, ICollection<FilePlace> problems)
    {
        private static readonly CelType[] Any = [];
        private static readonly CelType[] Bool = [CelType.Bool];
        private static readonly CelType[] Text = [CelType.String];
        private static readonly CelType[] TextOrNull = [CelType.String, CelType.Null];

        public bool IsSound { get; private set; } = true;

        public ImmutableArray<(string, CompiledExpression)> Conditions() =>
            [.. policy.MatchConditions.Select(one => (one.Name, Compile(one.Expression, Bool, language => language.Conditions)))];

        public ImmutableArray<(string, CompiledExpression)> Variables()
        {
            var compiled = ImmutableArray.CreateBuilder<(string, CompiledExpression)>();
            foreach (var variable in policy.Variables)
            {
                var expression = Compile(variable.Expression, Any, language => language.Expressions);
                language.Variables.Add(variable.Name, expression.Program?.Type);
                compiled.Add((variable.Name, expression));
            }

            return compiled.ToImmutable();
        }

        public ImmutableArray<CompiledExpression> Validations() =>
            [.. policy.Validations.Select(one => Compile(one.Expression, Bool, language => language.Expressions))];

        public ImmutableArray<CompiledExpression?> Messages() =>
        [
            .. policy.Validations.Select(one =>
                one.MessageExpression.IsEmpty ? null : Compile(one.MessageExpression, Text, language => language.Messages)),
        ];

        public ImmutableArray<(string, CompiledExpression)> AuditAnnotations() =>
            [.. policy.AuditAnnotations.Select(one => (one.Name, Compile(one.Expression, TextOrNull, language => language.Expressions)))];

        public ImmutableArray<CompiledExpression> Mutations() =>
        [
            .. policy.Mutations.Select(one =>
                Compile(one.Expression, [one.IsJsonPatch ? MutationTypes.Patches : MutationTypes.Object], language => language.Expressions)),
        ];

        // The API server wants exactly one of the types: a result of any type may not turn out to be the right one.
        private CompiledExpression Compile(PolicyText source, CelType[] types, Func<AdmissionLanguage, CelEnvironment> environment)
        {
            if (source.IsEmpty)
            {
                IsSound = false;
                return new CompiledExpression(source, null, "the expression is missing");
            }

            var asked = environment(language);
            var result = asked.Compile(source.Text);
            if (result.Program is { } program)
            {
                return types.Length == 0 || types.Contains(program.Type)
                    ? new CompiledExpression(source, program)
                    : Refuse(source, 0, $"must evaluate to {string.Join(" or ", types.Select(type => type.ToString()))} but gives {program.Type}");
            }

            var error = "";
            foreach (var problem in Explained(asked, source.Text, result.Problems))
            {
                var refused = Refuse(source, problem.Span.Start, problem.ToString());
                error = error.Length == 0 ? refused.Error : error;
            }

            return new CompiledExpression(source, null, error);
        }

        private IEnumerable<CelProblem> Explained(CelEnvironment asked, string text, ImmutableArray<CelProblem> found) =>
            policy.Dialect == PolicyDialect.Kubernetes
                ? AvailableFrom.Explain(asked, text, new CelOptions(), found)
                : found.Select(problem => KyvernoOnly.Explain(problem, text) is { } own ? problem with { Message = own, Help = null } : problem);

        private CompiledExpression Refuse(PolicyText source, int offset, string message)
        {
            IsSound = false;
            var expanded = policy.Expansion.Length > 0 && source.IsRewritten ? $"as expanded to pod controllers ({policy.Expansion}): " : "";
            if (policy.Expansion.Length == 0 || source.IsRewritten)
            {
                problems.Add(source.Problem(policy.Document.Origin.File, offset, expanded + message));
            }

            return new CompiledExpression(source, null, message);
        }
    }
}
