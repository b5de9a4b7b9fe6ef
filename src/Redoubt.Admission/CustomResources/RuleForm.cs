using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>What the API server asks of a rule before it looks at its expressions.</summary>
internal static class RuleForm
{
    private static readonly string[] Reasons = ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    /// <summary>What is wrong: the field of the rule, and the text with the error's type.</summary>
    public static IEnumerable<(string Field, string Text)> Problems(ValidationRule rule, StructuralSchema schema)
    {
        if (Text(rule) is { } text)
        {
            yield return text;
        }

        if (IsBlank(rule.MessageExpression))
        {
            yield return ("messageExpression", "Required value: messageExpression must be non-empty if specified");
        }

        if (rule.Reason is { } reason && !Reasons.Contains(reason))
        {
            yield return ("reason", $"Unsupported value: \"{reason}\": supported values: {string.Join(", ", Reasons.Select(one => $"\"{one}\""))}");
        }

        if (IsBlank(rule.FieldPath))
        {
            yield return ("fieldPath", $"Invalid value: \"{rule.FieldPath}\": fieldPath must be non-empty if specified");
        }

        if (HasBreaks(rule.FieldPath))
        {
            yield return ("fieldPath", $"Invalid value: \"{rule.FieldPath}\": fieldPath must not contain line breaks");
        }

        FieldPaths.Normalize(rule.FieldPath, schema, out var problem);
        if (problem.Length > 0)
        {
            yield return ("fieldPath", $"Invalid value: \"{rule.FieldPath}\": fieldPath must be a valid path: {problem}");
        }
    }

    private static (string, string)? Text(ValidationRule rule)
    {
        var message = rule.Message.Trim();
        if (string.IsNullOrWhiteSpace(rule.Rule))
        {
            return ("rule", "Required value: rule is not specified");
        }

        if (IsBlank(rule.Message))
        {
            return ("message", $"Invalid value: \"{rule.Message}\": message must be non-empty if specified");
        }

        if (HasBreaks(message))
        {
            return ("message", "Invalid value: message must not contain line breaks");
        }

        return HasBreaks(rule.Rule.Trim()) && message.Length == 0
            ? ("message", "Required value: message must be specified if rule contains line breaks")
            : null;
    }

    private static bool IsBlank(string text) => text.Length > 0 && string.IsNullOrWhiteSpace(text);

    private static bool HasBreaks(string text) => text.AsSpan().ContainsAny('\n', '\r');
}
