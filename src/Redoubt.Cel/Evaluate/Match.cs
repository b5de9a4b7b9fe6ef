using Redoubt.Cel.Cost;
using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Evaluate;

/// <summary>`matches` with a constant pattern; the engine is built at its first use.</summary>
internal sealed class Match(int id, PlanNode text, Re2Regex regex) : PlanNode(id)
{
    private readonly int _patternSize = Values.Text.CodePoints(regex.Pattern);

    public PlanNode Text => text;

    public Re2Regex Regex => regex;

    public override CelValue Evaluate(Frame frame)
    {
        var value = text.Evaluate(frame);
        frame.Recorder?.Add(Charges.Match(CelCosts.Size(value), _patternSize));
        if (value.Kind != CelKind.String)
        {
            return Strict.Stops(value) ? Strict.Whole(value) : CelValue.Error($"no such overload: matches({value.RuntimeType}, string)").At(Id);
        }

        return CelValue.Bool(regex.IsMatch(value.AsSpan()));
    }
}
