namespace Redoubt.Catalog.Compile;

/// <summary>Why a control cannot be asked: a defect of the control, never of the platform.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Field">The field of its file, as <c>check</c>.</param>
/// <param name="Offset">Where in the field's text, in UTF-16 units.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public readonly record struct ControlProblem(string Control, string Field, int Offset, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Control}: {Field}: {Message}";
}
