using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Redoubt.Admission.Compile;

namespace Redoubt.Catalog.Export;

/// <summary>Exported policies and their bindings as YAML for <c>kubectl apply</c>.</summary>
public static class ExportText
{
    private const int Width = 120;

    /// <summary>All policies, each with its binding; what was left out stands as comments at the end.</summary>
    public static string Of(PolicyExport export, ExportOptions options)
    {
        var text = new StringBuilder();
        foreach (var policy in export.Policies)
        {
            text.Append(OfPolicy(policy));
            WriteBinding(text, policy, options);
        }

        if (export.LeftOut.Count > 0)
        {
            text.Append("# Not exported, because the API server cannot judge them:\n");
            foreach (var (control, reason) in export.LeftOut)
            {
                text.Append("# ").Append(control.Id).Append(": ").Append(reason).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>One policy without its binding.</summary>
    internal static string OfPolicy(ExportedPolicy policy)
    {
        var text = new StringBuilder();
        Head(text, "ValidatingAdmissionPolicy", policy);
        if (policy.Entries > 0 || policy.AuditExpression is not null)
        {
            text.Append($"    redoubt.dev/cost: {Limit(policy)}\n");
        }

        text.Append("spec:\n  failurePolicy: Fail\n  matchConstraints:\n    resourceRules:\n");
        foreach (var rule in policy.Rules)
        {
            text.Append($"      - apiGroups: {List([rule.Group])}\n        apiVersions: {List(rule.Versions)}\n");
            text.Append($"        operations: [CREATE, UPDATE]\n        resources: {List(rule.Resources)}\n");
        }

        if (policy.Variables.Count > 0)
        {
            text.Append("  variables:\n");
            foreach (var (name, expression) in policy.Variables)
            {
                text.Append($"    - name: {name}\n");
                Block(text, "      ", "expression", expression);
            }
        }

        text.Append($"  validations:\n    - message: {Quoted(policy.Control.Title)}\n");
        Block(text, "      ", "expression", policy.Expression);
        if (policy.MessageExpression is { } message)
        {
            Block(text, "      ", "messageExpression", message);
        }

        text.Append("      reason: Forbidden\n");
        if (policy.AuditExpression is { } audit)
        {
            text.Append("  auditAnnotations:\n    - key: not-judged\n");
            Block(text, "      ", "valueExpression", audit);
        }

        return text.ToString();
    }

    private static string Limit(ExportedPolicy policy) => policy.AuditExpression is null
        ? $"within the API server's limits for lists of up to {policy.Entries} entries with texts of up to {PolicyFaults.Characters} characters, by its own estimate"
        : "what would go beyond the API server's limits passes, and the audit log has it (not-judged)";

    private static void WriteBinding(StringBuilder text, ExportedPolicy policy, ExportOptions options)
    {
        Head(text, "ValidatingAdmissionPolicyBinding", policy);
        text.Append($"spec:\n  policyName: {policy.Name}\n  validationActions: [{string.Join(", ", options.Actions)}]\n");
        if (options.ExceptNamespaces.Count > 0)
        {
            text.Append("  matchResources:\n    namespaceSelector:\n      matchExpressions:\n        - key: kubernetes.io/metadata.name\n");
            text.Append($"          operator: NotIn\n          values: {List(options.ExceptNamespaces)}\n");
        }
    }

    private static void Head(StringBuilder text, string kind, ExportedPolicy policy)
    {
        text.Append($"---\napiVersion: admissionregistration.k8s.io/v1\nkind: {kind}\nmetadata:\n  name: {policy.Name}\n");
        text.Append("  labels:\n    app.kubernetes.io/managed-by: redoubt\n");
        text.Append($"  annotations:\n    redoubt.dev/control: {policy.Control.Id}\n    redoubt.dev/severity: {policy.Control.Severity.Name()}\n");
    }

    // A folded block reads each line break as a space, so a line may end wherever one space stands alone.
    private static void Block(StringBuilder text, string indent, string key, string expression)
    {
        var inner = indent + "  ";
        if (expression.Length + inner.Length <= Width - key.Length)
        {
            text.Append($"{indent}{key}: {Quoted(expression)}\n");
            return;
        }

        text.Append($"{indent}{key}: >-\n");
        var start = 0;
        while (start < expression.Length)
        {
            var end = Break(expression, start, Width - inner.Length);
            text.Append(inner).Append(expression, start, end - start).Append('\n');
            start = end + 1;
        }
    }

    /// <summary>The last space within the width at which a line may end; where there is none, the first beyond it; else the end.</summary>
    private static int Break(string expression, int start, int width)
    {
        if (expression.Length - start <= width)
        {
            return expression.Length;
        }

        for (var at = start + width; at > start; at--)
        {
            if (IsAlone(expression, at))
            {
                return at;
            }
        }

        for (var at = start + width; at < expression.Length; at++)
        {
            if (IsAlone(expression, at))
            {
                return at;
            }
        }

        return expression.Length;
    }

    private static bool IsAlone(string text, int at) =>
        text[at] == ' ' && at + 1 < text.Length && text[at + 1] != ' ' && text[at - 1] != ' ';

    private static string List(IEnumerable<string> words) => $"[{string.Join(", ", words.Select(Quoted))}]";

    // In single quotes YAML escapes nothing; a string of JSON is one of YAML too.
    private static string Quoted(string text) => text.Contains('"') && !text.AsSpan().ContainsAny('\'', '\\')
        ? $"'{text}'"
        : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
