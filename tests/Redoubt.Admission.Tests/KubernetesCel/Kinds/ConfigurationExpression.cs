using Redoubt.Cel;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>An expression of a server's own configuration that is only compiled.</summary>
internal sealed class ConfigurationExpression : RowKind
{
    public override string Name => "configuration";

    public override bool Takes(SuiteRow row) => row.Environment is "subject-access-review" or "authentication-claims" or "authentication-user";

    public override string? Disagreement(SuiteRow row)
    {
        var result = Language(row).Compile(row.Expression);
        var mustBeBool = row.Environment == "subject-access-review"
            || (row["accessor"].AsString() ?? "").EndsWith("ValidationCondition", StringComparison.Ordinal);
        return result.IsValid && mustBeBool && result.Program.Type != CelType.Bool
            ? Outcome.Text(row, row["compileError"].AsString() ?? "no error", $"must evaluate to bool but got {result.Program.Type}")
            : Outcome.OfCompiling(row, result);
    }

    private static CelEnvironment Language(SuiteRow row)
    {
        var server = SuiteLanguages.OfServer(row);
        return row.Environment switch
        {
            "subject-access-review" => AuthorizationLanguages.AccessReview(server),
            "authentication-claims" => AuthorizationLanguages.Claims(server),
            _ => AuthorizationLanguages.User(server),
        };
    }
}
