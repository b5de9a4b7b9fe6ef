using System.Text.RegularExpressions;
using Redoubt.Cel;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>What a row wants against what compiling or evaluating gave.</summary>
internal static class Outcome
{
    /// <summary>Null if a compiled expression is what the row wants of compiling alone.</summary>
    public static string? OfCompiling(SuiteRow row, CelResult result)
    {
        if (row["invalid"].IsTrue)
        {
            return result.IsValid ? "it compiles" : null;
        }

        if (row.Has("compileError"))
        {
            return result.IsValid ? "it compiles" : Text(row, row["compileError"].AsString()!, ServerWording.Of(row.Expression, result));
        }

        return result.IsValid ? null : $"it does not compile: {string.Join("; ", result.Problems)}";
    }

    /// <summary>Null if a value is what the row wants.</summary>
    public static string? OfValue(SuiteRow row, CelValue found)
    {
        if (row.Has("error"))
        {
            return found.Kind == CelKind.Error ? Text(row, row["error"].AsString()!, ReferenceText.Show(found.AsError())) : $"it is {found}";
        }

        return !row.Has("value") || SuiteValues.Matches(row["value"], found) ? null : $"it is {found}";
    }

    /// <summary>Null if a message agrees with the text that is wanted, in the way that the row says.</summary>
    public static string? Text(SuiteRow row, string wanted, string found)
    {
        var agrees = row["errorMatch"].AsString() switch
        {
            "exact" => found == wanted,
            "regex" => Regex.IsMatch(found, wanted),
            _ => found.Contains(wanted, StringComparison.Ordinal),
        };
        return agrees ? null : $"the error is `{found}` where `{wanted}` is wanted";
    }
}
