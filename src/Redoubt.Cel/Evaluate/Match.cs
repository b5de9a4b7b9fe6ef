using Redoubt.Cel.Libraries.Standard;
using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Evaluate;

/// <summary>`matches` with a constant pattern; the engine is built at its first use.</summary>
internal sealed class Match(int id, PlanNode text, Re2Regex regex) : PlanNode(id)
{
    public PlanNode Text => text;

    public Re2Regex Regex => regex;

    public override CelValue Evaluate(CelFrame frame)
    {
        var value = text.Evaluate(frame);
        if (value.Kind != CelKind.String)
            return Strict.Stops(value) ? Strict.Whole(value) : CelValue.Error($"no such overload: matches({value.RuntimeType}, string)").At(Id);
        frame.Recorder?.Add(Matches.Cost(value.AsSpan().Length, regex.Pattern.Length));
        return CelValue.Bool(regex.IsMatch(value.AsSpan()));
    }
}
