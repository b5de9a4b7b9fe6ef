namespace Redoubt.Cel;

/// <summary>An evaluation error as a value (cel-spec, "Runtime Errors"). The place is the id of the node that failed.</summary>
public sealed class CelError
{
    internal CelError(string message) => Message = message;

    /// <summary>The reason: lower case, no full stop, the expression's own text in backticks.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
