namespace Redoubt.Kubernetes.Validation;

/// <summary>Why an API server refuses a field, as the <c>reason</c> of a cause in its answer has it.</summary>
public enum FaultReason
{
    /// <summary>It is missing or empty.</summary>
    Required,

    /// <summary>Its value is not as it must be.</summary>
    Invalid,

    /// <summary>Its value is none of a closed list.</summary>
    NotSupported,

    /// <summary>It must not be there.</summary>
    Forbidden,

    /// <summary>Its value stands there twice.</summary>
    Duplicate,

    /// <summary>What it names is not there.</summary>
    NotFound,

    /// <summary>It is too long.</summary>
    TooLong,

    /// <summary>It has too many items.</summary>
    TooMany,

    /// <summary>Its value is of a type that the definition of the kind does not have there.</summary>
    TypeInvalid,

    /// <summary>No API server serves the version, unless it is switched on.</summary>
    NotServed,

    /// <summary>Nothing is refused: the server takes the object and warns of it.</summary>
    Warning,
}
