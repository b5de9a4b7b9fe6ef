using Redoubt.Cel;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.CustomResources;

/// <summary>Compiles the rules of one level of a schema (kubernetes/apiextensions-apiserver, `schema/cel/compilation.go`).</summary>
internal sealed class RuleCompiler(RuleLanguage language, StructuralSchema schema, DeclaredType self)
{
    private CelEnvironment? _plain;
    private CelEnvironment? _optional;

    public CompiledRule Compile(ValidationRule rule)
    {
        var compiled = new CompiledRule(rule);
        if (string.IsNullOrWhiteSpace(rule.Rule))
        {
            return compiled;
        }

        var environment = Environment(rule.OptionalOldSelf == true);
        var result = environment.Compile(rule.Rule);
        if (result.Program is not { } program)
        {
            var problems = AvailableFrom.Explain(environment, rule.Rule, new CelOptions(), result.Problems);
            return compiled with { Error = ServerWording.Of(rule.Rule, result), Problems = problems };
        }

        if (program.Type.Kind != CelTypeKind.Bool)
        {
            return compiled with { Error = "cel expression must evaluate to a bool" };
        }

        compiled = compiled with { Program = program, UsesOldSelf = program.FreeVariables.Contains("oldSelf") };
        compiled = rule.MessageExpression.Length > 0 ? WithMessage(compiled, environment) : compiled;
        return compiled.MessageError is null && rule.FieldPath.Length > 0 ? WithFieldPath(compiled) : compiled;
    }

    private static CompiledRule WithMessage(CompiledRule compiled, CelEnvironment environment)
    {
        var text = compiled.Source.MessageExpression;
        var result = environment.Compile(text);
        if (result.Program is not { } program)
        {
            var problems = AvailableFrom.Explain(environment, text, new CelOptions(), result.Problems);
            return compiled with { MessageError = ServerWording.Of(text, result, "messageExpression ", "messageExpression "), MessageProblems = problems };
        }

        return program.Type.Kind == CelTypeKind.String
            ? compiled with { Message = program }
            : compiled with { MessageError = "messageExpression must evaluate to a string" };
    }

    private CompiledRule WithFieldPath(CompiledRule compiled)
    {
        var path = FieldPaths.Normalize(compiled.Source.FieldPath, schema, out var problem);
        return problem.Length == 0 ? compiled with { FieldPath = path } : compiled;
    }

    private CelEnvironment Environment(bool optionalOldSelf) =>
        optionalOldSelf ? _optional ??= language.For(self, optionalOldSelf: true) : _plain ??= language.For(self, optionalOldSelf: false);
}
