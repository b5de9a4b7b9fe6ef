using System.Globalization;
using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>What an error of a rule is called (`reason` of a rule, field.ErrorType of the API server).</summary>
internal enum FieldErrorType
{
    Invalid,
    Forbidden,
    Required,
    Duplicate,
    Internal,
}

/// <summary>An error about a field, as the API server tells it to those who apply the object.</summary>
/// <param name="Type">What sort of error.</param>
/// <param name="Field">The field's path: `spec.ports[0].name`.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Value">The value, where it is a simple one.</param>
/// <param name="Rule">The rule that said so.</param>
internal sealed record FieldError(FieldErrorType Type, string Field, string Detail, Node Value, ValidationRule Rule)
{
    /// <summary>The place: the field that the rule names, if it is there, else the value that the rule stands on.</summary>
    public Node At => FieldPaths.Find(Value, Rule.FieldPath);

    /// <summary>The error of a rule by its reason.</summary>
    public static FieldError Of(ValidationRule rule, string field, string detail, Node value) => new(TypeOf(rule.Reason), field, detail, value, rule);

    /// <summary>
    /// `spec.size: Invalid value: 3: must be even`. A duplicate tells its value only, and the object itself is `&lt;nil&gt;`, as the API
    /// server has it.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder(Field.Length > 0 ? Field : "<nil>").Append(": ").Append(Title);
        if (Type is FieldErrorType.Invalid or FieldErrorType.Duplicate && Shown(Value) is { } value)
        {
            text.Append(": ").Append(value);
        }

        return Type == FieldErrorType.Duplicate ? text.ToString() : text.Append(": ").Append(Detail).ToString();
    }

    private string Title => Type switch
    {
        FieldErrorType.Invalid => "Invalid value",
        FieldErrorType.Required => "Required value",
        FieldErrorType.Duplicate => "Duplicate value",
        FieldErrorType.Internal => "Internal error",
        _ => "Forbidden",
    };

    private static FieldErrorType TypeOf(string? reason) => reason switch
    {
        "FieldValueForbidden" => FieldErrorType.Forbidden,
        "FieldValueRequired" => FieldErrorType.Required,
        "FieldValueDuplicate" => FieldErrorType.Duplicate,
        _ => FieldErrorType.Invalid,
    };

    private static string? Shown(Node value) => value.Kind switch
    {
        NodeKind.Bool => value.IsTrue ? "true" : "false",
        NodeKind.Int => value.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.UInt => value.UInt.ToString(CultureInfo.InvariantCulture),
        NodeKind.Double => value.Double.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
        NodeKind.String => Redoubt.Cel.CelValue.String(value.AsString()!).ToString(),
        _ => null,
    };
}
