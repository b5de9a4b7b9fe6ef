using System.Globalization;
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
    private readonly CompiledControl _control;
    private readonly ExportedForm _form;
    private readonly Dictionary<string, string> _names;
    private readonly List<(string Name, string Expression)> _variables = [];

    public ExportExpressions(CompiledControl control, int minor)
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
        if (_form.Loop is null && control.Each is { } each)
        {
            _variables.Add(("items", Guarded(each)));
        }
    }

    public IReadOnlyList<(string Name, string Expression)> Variables => _variables;

    /// <summary>What must be true.</summary>
    public string Expression => _form.Loop is { } loop ? $"{loop.List}.all({loop.Element}, {Holds()})" : Holds();

    /// <summary>The sentence about every place that fails; null where the control has none of its own.</summary>
    public string? MessageExpression
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
