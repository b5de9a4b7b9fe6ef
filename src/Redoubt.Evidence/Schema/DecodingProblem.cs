namespace Redoubt.Evidence.Schema;

/// <summary>What the API server makes of a value that is not as the field's type has it.</summary>
public enum DecodingFault
{
    /// <summary>The server refuses the object: a value of another type.</summary>
    Refused,

    /// <summary>The server does not know the field: `kubectl apply` refuses the object, other clients let the field vanish.</summary>
    UnknownField,

    /// <summary>The same in an object that a server gave out: one that is newer knows the field.</summary>
    DroppedField,
}

/// <summary>A value of a built-in object that the API server would not take as it is written.</summary>
/// <param name="Fault">What the server makes of it.</param>
/// <param name="Offset">Where it stands in the text: the value, or the key of an unknown field.</param>
/// <param name="Path">Where it is in its object.</param>
/// <param name="Reason">Why, in lower case, without a full stop. Never shows the value, which may be a secret.</param>
public readonly record struct DecodingProblem(DecodingFault Fault, int Offset, string Path, string Reason);
