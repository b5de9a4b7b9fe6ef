using Redoubt.Cel;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>An expression over a server's language of some version.</summary>
internal sealed class VersionedValue : RowKind
{
    public override string Name => "value by version";

    public override bool Takes(SuiteRow row) =>
        row.Has("compatibilityVersion") && row.Environment.Length == 0 && !row.Has("schema") && !row.Has("self") && !row.Has("variables");

    public override string? Disagreement(SuiteRow row)
    {
        var result = SuiteLanguages.OfServer(row).Compile(row.Expression);
        return Outcome.OfCompiling(row, result) ?? (result.IsValid ? Outcome.OfValue(row, Evaluate(row, result.Program)) : null);
    }

    private static CelValue Evaluate(SuiteRow row, CelProgram program)
    {
        var frame = new CelFrame(program.Environment);
        foreach (var binding in row["bindings"].Fields)
        {
            var name = binding.Key.ToString();
            if (program.Environment.VariableIndex(name) >= 0)
            {
                frame[name] = binding["authorizer"].Exists ? CelValue.Opaque(new AuthorizerValue(new SuiteAuthorizer(binding["authorizer"]), SuiteAuthorizer.Requester)) : SuiteValues.Data(binding);
            }
        }

        return program.Evaluate(frame);
    }
}
