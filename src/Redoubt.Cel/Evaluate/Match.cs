using Redoubt.Cel.Cost;
using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Evaluate;

/// <summary>`matches` with a constant pattern, which is sound; it is read, and the engine built, at its first use.</summary>
internal sealed class Match(int id, PlanNode text, string pattern) : PlanNode(id)
{
    private readonly int _patternSize = Values.Text.CodePoints(pattern);
    private Re2Regex? _regex;

    public PlanNode Text => text;

    public string Pattern => pattern;

    public override CelValue Evaluate(Frame frame)
    {
        var value = text.Evaluate(frame);
        frame.Recorder?.Add(Charges.Match(CelCosts.Size(value), _patternSize));
        if (value.Kind != CelKind.String)
        {
            return Strict.Stops(value) ? Strict.Whole(value) : CelValue.Error($"no such overload: matches({value.RuntimeType}, string)").At(Id);
        }

        return CelValue.Bool((_regex ??= Read()).IsMatch(value.AsSpan()));
    }

    private Re2Regex Read() => Re2Patterns.TryGet(pattern, out var regex, out var error)
        ? regex
        : throw new InvalidOperationException($"the pattern `{pattern}` was planned and is not sound: {error}");
}
