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
        if (control.Target.View is not { } view)
        {
            fields.Report("for", $"`{string.Join(", ", control.Target.For)}` is neither a view ({string.Join(", ", SubjectViews.Names)}) nor a list of kinds");
            return null;
        }

        // The build let no kind through that is not there.
        foreach (var objection in (control.IsPacked ? null : view as KindsView)?.Kinds.Select(UnknownKind.Objection).OfType<string>() ?? [])
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

        var source = UsesImage(control, view) ? (IProgramSource)new ImageSource(control.Programs!) : fields;
        CompiledControl? compiled = null;
        compiled = new CompiledControl(control, subject, source, () => At(rule, subject, fields))
        {
            Fix = new(() => CompiledFix.Of(control.Text.Edit, compiled!.ElementEnvironment, facts, fields)),
            Language = language,
            Roles = control.Target.Of.Count == 0 ? null : control.Target.Of.Select(Role).ToHashSet(),
            Parameters = parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
        };
        if (source == fields)
        {
            compiled.MakeAll();
            if (compiled.Each is { Type: { IsDyn: false, Kind: not CelTypeKind.List } type })
            {
                fields.Report("each", $"must be a list, is {type}");
            }
        }

        return fields.IsSound ? compiled : null;
    }

    private AtPath[] At(ControlRule rule, CelEnvironment subject, ControlFields fields)
    {
        var variables = subject.Variables.Select(variable => variable.Name);
        return [.. AtPath.Read(rule.At, [.. rule.Each.Length > 0 ? variables.Append("it") : variables], facts, problem => fields.Report("at", problem))];
    }

    // The image is of the texts in the language as it is without what a run adds: facts and parameters of the user's own, kinds that the evidence defines.
    private bool UsesImage(Control control, SubjectView view) =>
        control.IsPacked && environments.ArePacked && !configured.ContainsKey(control.Id)
        && (view is not KindsView { Kinds: var kinds } || !kinds.Any(environments.IsDefined));

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
internal sealed class ControlFields(Control control, ICollection<ControlProblem> problems) : IProgramSource
{
    public bool IsSound { get; private set; } = true;

    public void Report(string field, string message, int offset = 0)
    {
        IsSound = false;
        problems.Add(new ControlProblem(control.Id, field, offset, message));
    }

    public CelProgram? Of(ControlProgram program, CelEnvironment environment) => Compile(program.Field, program.Text, environment, program.Expected);

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
