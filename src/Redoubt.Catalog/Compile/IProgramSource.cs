using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>Where the programs of a control come from: its texts, or the image that the build made of them.</summary>
internal interface IProgramSource
{
    /// <summary>A program; null where there is no text, or where it has problems, which are told elsewhere.</summary>
    /// <param name="program">Which of the control's programs.</param>
    /// <param name="environment">The language.</param>
    CelProgram? Of(ControlProgram program, CelEnvironment environment);
}

/// <summary>One text of a control that is a program.</summary>
/// <param name="Number">Its number among those of the control.</param>
/// <param name="Field">The field of the file.</param>
/// <param name="Text">The text; empty for none.</param>
/// <param name="Expected">The type that it must have; null for any.</param>
/// <param name="IsOfElement">Whether it sees <c>it</c>.</param>
internal readonly record struct ControlProgram(int Number, string Field, string Text, CelType? Expected, bool IsOfElement)
{
    public const int When = 0;
    public const int Each = 1;
    public const int Check = 2;
    public const int Message = 3;
    public const int Context = 4;
    public const int FirstSeverity = 5;

    /// <summary>The programs of a control, by their numbers.</summary>
    public static ControlProgram[] Of(ControlRule rule) =>
    [
        new(When, "when", rule.When, CelType.Bool, false),
        new(Each, "each", rule.Each, null, false),
        new(Check, "check", rule.Check, CelType.Bool, true),
        new(Message, "message", rule.Message, CelType.String, true),
        new(Context, "context", rule.Context, CelType.String, true),
        .. rule.Severities.Select((one, i) => new ControlProgram(FirstSeverity + i, "severity", one.When, CelType.Bool, true)),
    ];
}
