using Redoubt.Evidence;

namespace Redoubt.Admission.CustomResources;

/// <summary>One entry of <c>x-kubernetes-validations</c>, as it is written.</summary>
internal sealed record ValidationRule
{
    public string Rule { get; init; } = "";

    public string Message { get; init; } = "";

    public string MessageExpression { get; init; } = "";

    /// <summary>`FieldValueInvalid`, `FieldValueForbidden`, `FieldValueRequired`, `FieldValueDuplicate`; null for the first.</summary>
    public string? Reason { get; init; }

    public string FieldPath { get; init; } = "";

    public bool? OptionalOldSelf { get; init; }

    /// <summary>Where the rule stands.</summary>
    public Node At { get; init; }

    /// <summary>How errors about the rule name it: by its message, else by its text.</summary>
    public string Name => (Message.Length > 0 ? Message : Rule).Trim();
}
