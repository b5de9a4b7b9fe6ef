namespace Redoubt.Kubernetes;

/// <summary>When an expression came to an API server.</summary>
public enum ExpressionKind
{
    /// <summary>It is being written: it may use only what the compatibility version already had, so that a rollback still reads it.</summary>
    New,

    /// <summary>It was stored before: it may use all that the server knows and has not removed.</summary>
    Stored,
}
