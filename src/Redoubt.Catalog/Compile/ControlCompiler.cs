using System.Collections.Frozen;
using Redoubt.Catalog.Views;
using Redoubt.Cel;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Compile;

/// <summary>Turns controls into programs. For one target version and one set of facts; safe for many threads.</summary>
/// <param name="environments">The languages of the views.</param>
/// <param name="facts">The derived facts, for the places they point to.</param>
/// <param name="configured">What the configuration sets, by control id.</param>
internal sealed class ControlCompiler(
    ViewEnvironments environments, FactTable facts, IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Json)>> configured)
{
    /// <summary>The control as programs; null when it has problems.</summary>
    public CompiledControl? Compile(Control control, ICollection<ControlProblem> problems)
    {
        var rule = control.Rule;
        var fields = new ControlFields(control, problems);
        if (SubjectViews.Find(rule.For) is not { } view)
        {
            fields.Report("for", $"`{string.Join(", ", rule.For)}` is neither a view ({string.Join(", ", SubjectViews.Names)}) nor a list of kinds");
            return null;
        }

        foreach (var objection in (view as KindsView)?.Kinds.Select(UnknownKind.Objection).OfType<string>() ?? [])
        {
            fields.Report("for", objection);
        }

        var language = environments.Of(view);
        var subject = language.Environment;
        var parameters = Parameters(control, fields);
        if (parameters.Count > 0)
        {
            subject = ViewEnvironments.WithParameters(subject, parameters);
        }

        var when = fields.Compile("when", rule.When, subject, CelType.Bool);
        var each = fields.Compile("each", rule.Each, subject, null);
        if (each is { Type: { IsDyn: false, Kind: not CelTypeKind.List } })
        {
            fields.Report("each", $"must be a list, is {each.Type}");
        }

        var element = each is null ? subject : ViewEnvironments.WithElement(subject, each.Type);
        var compiled = new CompiledControl
        {
            Control = control,
            Language = language,
            Roles = rule.Of.Count == 0 ? null : rule.Of.Select(Role).ToHashSet(),
            Parameters = parameters.ToFrozenDictionary(one => one.Name, one => one.Value),
            When = when,
            Each = each,
            Check = fields.Compile("check", rule.Check, element, CelType.Bool),
            Message = fields.Compile("message", rule.Message, element, CelType.String),
            Context = fields.Compile("context", rule.Context, element, CelType.String),
            Severities = [.. rule.Severities.Select(one => (one.Is, fields.Compile("severity", one.When, element, CelType.Bool)))],
            At = [.. AtPath.Read(rule.At, [.. element.Variables.Select(variable => variable.Name)], facts, problem => fields.Report("at", problem))],
            SubjectEnvironment = subject,
            ElementEnvironment = element,
        };
        return fields.IsSound ? compiled : null;
    }

    private static ContainerRole Role(string word) => word switch
    {
        "init" => ContainerRole.Init,
        "sidecar" => ContainerRole.Sidecar,
        "ephemeral" => ContainerRole.Ephemeral,
        _ => ContainerRole.Container,
    };

    private List<(string Name, CelValue Value, CelType Type)> Parameters(Control control, ControlFields fields)
    {
        var set = configured.TryGetValue(control.Id, out var given) ? given : [];
        foreach (var (name, _) in set.Where(pair => control.Rule.Parameters.All(parameter => parameter.Name != pair.Name)))
        {
            fields.Report("parameters", $"`{name}` is set and is no parameter of this control");
        }

        var values = new List<(string, CelValue, CelType)>();
        foreach (var parameter in control.Rule.Parameters)
        {
            var json = set.FirstOrDefault(pair => pair.Name == parameter.Name).Json ?? parameter.Default;
            var value = JsonValues.Read(json);
            if (!ParameterTypes.TryParse(parameter.Type, out var type) || !ParameterTypes.Fits(value, type))
            {
                fields.Report("parameters", $"`{parameter.Name}` must be {parameter.Type}");
                continue;
            }

            values.Add((parameter.Name, value, type));
        }

        return values;
    }
}

/// <summary>Compiles the fields of one control and remembers whether all is well.</summary>
internal sealed class ControlFields(Control control, ICollection<ControlProblem> problems)
{
    public bool IsSound { get; private set; } = true;

    public void Report(string field, string message, int offset = 0)
    {
        IsSound = false;
        problems.Add(new ControlProblem(control.Id, field, offset, message));
    }

    public CelProgram? Compile(string field, string text, CelEnvironment environment, CelType? expected)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var result = environment.Compile(text, new CelOptions { Expected = expected });
        foreach (var problem in AvailableFrom.Explain(environment, text, new CelOptions { Expected = expected }, result.Problems))
        {
            Report(field, problem.ToString(), problem.Span.Start);
        }

        return result.Program;
    }
}
