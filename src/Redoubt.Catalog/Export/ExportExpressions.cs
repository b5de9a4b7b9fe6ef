using Redoubt.Catalog.Compile;
using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Export;

/// <summary>
/// A control's rule as the expressions of a policy (design, section 4): of check C, condition W and list E over subjects S it is
/// <c>S.all(s, !(W) || E.all(it, C))</c>, and the message maps the same lists. Facts are expanded, constants written out.
/// </summary>
internal sealed class ExportExpressions
{
    private readonly CompiledControl _control;
    private readonly Dictionary<string, string> _names;
    private readonly List<(string Name, string Expression)> _variables = [];

    public ExportExpressions(CompiledControl control, int minor)
    {
        _control = control;
        _names = Names(control, minor);
        foreach (var parameter in control.Control.Rule.Parameters)
        {
            _names[$"params.{parameter.Name}"] = $"variables.{parameter.Name}";
            _variables.Add((parameter.Name, control.Parameters[parameter.Name].ToString()));
        }

        if (control.View is View.Pod or View.Workload or View.Container)
        {
            _variables.Add(("pod", ExportScope.PodTemplate(minor)));
        }

        if (control.View == View.Container)
        {
            _variables.Add(("containers", Containers(control.Roles)));
        }
        else if (control.Each is { } each)
        {
            _variables.Add(("items", Guarded(each)));
        }
    }

    public IReadOnlyList<(string Name, string Expression)> Variables => _variables;

    /// <summary>What must be true.</summary>
    public string Expression => OverContainers("all", Holds());

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

            return _control.View == View.Container
                ? $"variables.containers.filter(container, !({Holds()})).map(container, {message}).join('; ')"
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

    private string OverContainers(string macro, string condition) =>
        _control.View == View.Container ? $"variables.containers.{macro}(container, {condition})" : condition;

    // Where each container has a list of its own there can be no variable for it.
    private string List(CelProgram each) => _control.View == View.Container ? $"({Guarded(each)})" : "variables.items";

    // The API server writes an empty list that it does not leave out as null, as the rules of a role.
    private string Guarded(CelProgram each)
    {
        var list = Print(each);
        return $"dyn({list}) == null ? [] : {list}";
    }

    private string Print(CelProgram program) => program.Print(_names);

    private static Dictionary<string, string> Names(CompiledControl control, int minor)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubernetes.minor"] = minor.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        switch (control.View)
        {
            case View.Namespace:
                names["ns"] = "object.metadata.name";
                names["namespaceObject"] = "object";
                break;
            case View.Kinds when control.Kinds.Count == 1:
                break;
            default:
                names["object"] = "dyn(object)";
                names["pod"] = "variables.pod";
                break;
        }

        return names;
    }

    private static string Containers(IReadOnlySet<ContainerRole>? roles)
    {
        bool Has(ContainerRole role) => roles is null || roles.Contains(role);
        var lists = new List<string>();
        if (Has(ContainerRole.Container))
        {
            lists.Add(ListOf("containers"));
        }

        if (Has(ContainerRole.Init) || Has(ContainerRole.Sidecar))
        {
            // A sidecar is an init container that goes on running.
            var only = Has(ContainerRole.Init) && Has(ContainerRole.Sidecar) ? ""
                : $".filter(c, c.?restartPolicy.orValue('') {(Has(ContainerRole.Init) ? "!=" : "==")} 'Always')";
            lists.Add(ListOf("initContainers") + only);
        }

        if (Has(ContainerRole.Ephemeral))
        {
            lists.Add(ListOf("ephemeralContainers"));
        }

        return string.Join(" + ", lists);
    }

    private static string ListOf(string field) => $"variables.pod.?spec.?{field}.orValue([])";
}
