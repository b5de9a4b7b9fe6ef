
namespace Redoubt.Evidence.Schema;

/// <summary>One entry of <c>x-kubernetes-validations</c>, as it is written.</summary>
public sealed record ValidationRule
{
    /// <summary>What must be true, in CEL.</summary>
    public string Rule { get; init; } = "";

    /// <summary>What is said if it is not.</summary>
    public string Message { get; init; } = "";

    /// <summary>An expression that makes the message.</summary>
    public string MessageExpression { get; init; } = "";

    /// <summary>`FieldValueInvalid`, `FieldValueForbidden`, `FieldValueRequired`, `FieldValueDuplicate`; null for the first.</summary>
    public string? Reason { get; init; }

    /// <summary>The field that is meant; empty for the level itself.</summary>
    public string FieldPath { get; init; } = "";

    /// <summary>Whether `oldSelf` is an optional; null where the rule does not say.</summary>
    public bool? OptionalOldSelf { get; init; }

    /// <summary>Where the rule stands.</summary>
    public Node At { get; init; }

    /// <summary>How errors about the rule name it: by its message, else by its text.</summary>
    public string Name => (Message.Length > 0 ? Message : Rule).Trim();
}
