using System.Globalization;
using Redoubt.Admission.Compile;
using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Views;
using Redoubt.Cel;

namespace Redoubt.Catalog.Export;

/// <summary>
/// A control's rule as the expressions of a policy (design, section 4): of check C, condition W and list E over subjects S it is
/// <c>S.all(s, !(W) || E.all(it, C))</c>, and the message maps the same lists. Facts are expanded, constants written out.
/// </summary>
internal sealed class ExportExpressions
{
    // Of what one expression may cost a little is left for what stands around the rule.
    private const long Budget = AdmissionLimits.Expression * 9 / 10;

    private readonly CompiledControl _control;
    private readonly ExportedForm _form;
    private readonly Dictionary<string, string> _names;
    private readonly List<(string Name, string Expression)> _variables = [];
    private readonly bool _isWeighed;

    /// <param name="control">The control.</param>
    /// <param name="weighs">What asking about a subject costs at most, cheap ones first.</param>
    /// <param name="minor">The target version's minor number.</param>
    public ExportExpressions(CompiledControl control, IReadOnlyList<CelProgram> weighs, int minor)
    {
        _control = control;
        _form = control.View.Exported(control, minor);
        _names = new(_form.Names, StringComparer.Ordinal) { ["kubernetes.minor"] = minor.ToString(CultureInfo.InvariantCulture) };
        foreach (var parameter in control.Control.Rule.Parameters)
        {
            _names[$"params.{parameter.Name}"] = $"variables.{parameter.Name}";
            _variables.Add((parameter.Name, control.Parameters[parameter.Name].ToString()));
        }

        _variables.AddRange(_form.Variables);
        _isWeighed = weighs.Count > 0;
        if (_isWeighed)
        {
            _variables.Add(("judged", string.Join(" && ", weighs.Select(Fits))));
        }

        if (_form.Loop is null && control.Each is { } each)
        {
            _variables.Add(("items", Guarded(each)));
        }
    }

    public IReadOnlyList<(string Name, string Expression)> Variables => _variables;

    /// <summary>What must be true: of what costs more than the API server's budget, nothing.</summary>
    public string Expression => _isWeighed ? $"!variables.judged || ({All})" : All;

    /// <summary>The sentence about every place that fails; null where the control has none of its own.</summary>
    public string? MessageExpression => Message is { } message && _isWeighed ? $"variables.judged ? {message} : ''" : Message;

    /// <summary>What the audit log has of a request about which nothing is said; null where that cannot be.</summary>
    public string? AuditExpression => _isWeighed ? "variables.judged ? '' : 'not judged: too large for what a policy may cost'" : null;

    private string All => _form.Loop is { } loop ? $"{loop.List}.all({loop.Element}, {Holds()})" : Holds();

    private string? Message
    {
        get
        {
            if (_control.Message is null)
            {
                return null;
            }

            var message = Print(_control.Message);
            if (_control.Each is { } each)
            {
                message = $"{List(each)}.filter(it, !({Print(_control.Check!)})).map(it, {message}).join('; ')";
            }

            return _form.Loop is { } loop
                ? $"{loop.List}.filter({loop.Element}, !({Holds()})).map({loop.Element}, {message}).join('; ')"
                : message;
        }
    }

    private string Fits(CelProgram weight) =>
        $"{(_form.Loop is { } loop ? $"{loop.List}.map({loop.Element}, {Print(weight)}).sum()" : Print(weight))} <= {Budget}";

    private string Holds()
    {
        var check = Print(_control.Check!);
        if (_control.Each is { } each)
        {
            check = $"{List(each)}.all(it, {check})";
        }

        return _control.When is { } when ? $"!({Print(when)}) || ({check})" : check;
    }

    // Where each element of a loop has a list of its own there can be no variable for it.
    private string List(CelProgram each) => _form.Loop is null ? "variables.items" : $"({Guarded(each)})";

    // The API server writes an empty list that it does not leave out as null, as the rules of a role.
    private string Guarded(CelProgram each)
    {
        var list = Print(each);
        return $"dyn({list}) == null ? [] : {list}";
    }

    private string Print(CelProgram program) => program.Print(_names);
}
