using System.Collections.Immutable;
using Redoubt.Admission.Compile;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>Expressions of an admission policy: one or several against one budget, with composed variables.</summary>
internal sealed class AdmissionExpression : RowKind
{
    public override string Name => "admission";

    public override bool Takes(SuiteRow row) => row.Environment == "admission";

    public override string? Disagreement(SuiteRow row)
    {
        var bindings = row["bindings"];
        var hasParams = bindings["params"].Exists || row["declare"]["params"].IsTrue;
        var language = new AdmissionLanguage(SuiteLanguages.OfServer(row), new VariablesType(), new PolicyDeclarations(hasParams, false, false));
        var hasAuthorizer = bindings["authorizer"].Exists || row["declare"]["authorizer"].IsTrue || row.File == "admission_cost_budget";
        var environment = hasAuthorizer ? language.Expressions : language.Messages;
        var variables = Variables(row, language);
        var compiled = new List<CompiledExpression>();
        foreach (var expression in Expressions(row))
        {
            var result = environment.Compile(expression);
            if (!result.IsValid || row.Has("compileError"))
            {
                return result.IsValid ? "it compiles"
                    : Outcome.Text(row, row["compileError"].AsString() ?? "", "compilation error: compilation failed: " + ReferenceText.Show(expression, result.Problems));
            }

            compiled.Add(new CompiledExpression(new PolicyText(expression, default), result.Program));
        }

        return bindings.Exists ? Run(row, bindings, compiled, variables) : null;
    }

    private static string? Run(SuiteRow row, Node bindings, List<CompiledExpression> expressions, ImmutableArray<(string, CompiledExpression)> variables)
    {
        var budget = row.Has("costBudget") ? row["costBudget"].Int : AdmissionLimits.Binding;
        var runner = new ExpressionRunner(variables, Inputs(row, bindings), budget);
        CelValue value = default;
        foreach (var expression in expressions)
        {
            value = runner.Evaluate(expression);
            if (runner.Remaining < 0)
            {
                break;
            }
        }

        return Outcome.OfValue(row, value)
            ?? (row.Has("cost") && runner.Used != row["cost"].Int ? $"it costs {runner.Used}" : null)
            ?? (row.Has("remainingBudget") && runner.Remaining != row["remainingBudget"].Int ? $"{runner.Remaining} is left" : null);
    }

    private static ImmutableArray<(string, CompiledExpression)> Variables(SuiteRow row, AdmissionLanguage language)
    {
        var variables = ImmutableArray.CreateBuilder<(string, CompiledExpression)>();
        foreach (var variable in row["composedVariables"].Items)
        {
            var text = variable["expression"].AsString()!;
            var result = language.Expressions.Compile(text);
            language.Variables.Add(variable["name"].AsString()!, result.Program?.Type);
            variables.Add((variable["name"].AsString()!, new CompiledExpression(new PolicyText(text, default), result.Program)));
        }

        return variables.ToImmutable();
    }

    private static ExpressionInputs Inputs(SuiteRow row, Node bindings)
    {
        var authorizer = new SuiteAuthorizer(bindings["authorizer"]["authorizer"]);
        var request = bindings["request"];
        return new ExpressionInputs
        {
            Object = SuiteValues.Data(bindings["object"]),
            Request = new RequestValues
            {
                Object = SuiteValues.Data(bindings["object"]),
                OldObject = SuiteValues.Data(bindings["oldObject"]),
                Request = SuiteValues.Data(request),
                Namespace = SuiteValues.Data(bindings["namespaceObject"]),
            },
            Params = SuiteValues.Data(bindings["params"]),
            Authorizer = CelValue.Opaque(new AuthorizerValue(authorizer, SuiteAuthorizer.Requester)),
            RequestResource = CelValue.Opaque(new ResourceCheckValue(authorizer, new AccessAttributes
            {
                User = SuiteAuthorizer.Requester,
                Verb = "",
                Group = request["resource"]["group"].AsString() ?? "",
                Resource = request["resource"]["resource"].AsString() ?? "",
                Subresource = request["subResource"].AsString() ?? "",
                Namespace = request["namespace"].AsString() ?? "",
                Name = request["name"].AsString() ?? "",
            })),
            PerCall = row.Has("perCallLimit") ? row["perCallLimit"].Int : AdmissionLimits.Expression,
        };
    }

    private static IEnumerable<string> Expressions(SuiteRow row) =>
        row.Has("exprs") ? row["exprs"].Items.ToArray().Select(one => one.AsString()!) : [row.Expression];
}
