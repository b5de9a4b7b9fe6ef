namespace Redoubt.Cel.Tests.Conformance;

/// <summary>How an engine differs from the plain one.</summary>
internal sealed record Engine(string Name, bool Check = true, bool Fold = true, bool FromSource = false, bool Printed = false)
{
    internal static readonly Engine[] All =
    [
        new("plain"),
        new("unfolded", Fold: false),
        new("from a source", FromSource: true),
        new("unfolded, from a source", Fold: false, FromSource: true),
        new("unchecked", Check: false),
        new("printed and read again", Printed: true),
        new("unchecked, from a source", Check: false, FromSource: true),
    ];
}

/// <summary>Runs one test as cel-spec's runner does: parse, check, evaluate, compare.</summary>
internal static class ConformanceRunner
{
    private static readonly CelEnvironment Language = CelLibraries.All
        .Aggregate(new CelEnvironmentBuilder(), (environment, library) => environment.Library(library))
        .StrictPresence()
        .Build();

    /// <summary>Why the test disagrees; null if it agrees.</summary>
    internal static string? Run(ConformanceTest test, Engine engine)
    {
        var message = test.Message;
        var bindings = message.All("bindings").ToDictionary(
            entry => entry.Message!.Text("key"),
            entry => ProtoValues.ReadBinding(entry.Message!.Message("value")));
        var environment = Environment(message, bindings.Keys);
        var options = new CelOptions
        {
            Check = engine.Check && !message.Flag("disable_check"),
            Fold = engine.Fold,
            Macros = !message.Flag("disable_macros"),
        };
        var compiled = environment.Compile(test.Expression, options);
        if (engine.Printed && compiled.IsValid)
        {
            compiled = environment.Compile(compiled.Program.Print(), options);
        }

        if (!compiled.IsValid)
        {
            return "does not compile: " + string.Join("; ", compiled.Problems);
        }

        if (options.Check && WrongType(message, compiled.Program) is { } wrong)
        {
            return wrong;
        }

        if (message.Flag("check_only"))
        {
            return null;
        }

        var values = bindings.Select(pair => (pair.Key, engine.FromSource ? new BindingSource(pair.Value).Root : pair.Value));
        return Mismatch(message, compiled.Program.Evaluate(values));
    }

    private static CelEnvironment Environment(ProtoMessage test, IEnumerable<string> bound)
    {
        var environment = new CelEnvironmentBuilder(Language).Container(test.Text("container"));
        foreach (var name in bound)
        {
            environment.Variable(name, CelType.Dyn);
        }

        foreach (var declaration in test.All("type_env"))
        {
            ProtoTypes.Declare(environment, declaration.Message!);
        }

        return environment.Build();
    }

    private static string? WrongType(ProtoMessage test, CelProgram program)
    {
        if (test.Find("typed_result")?.Message?.Find("deduced_type")?.Message is not { } deduced)
        {
            return null;
        }

        var expected = ProtoTypes.Read(deduced);
        return expected.Equals(program.Type) ? null : $"the type is {program.Type}, not {expected}";
    }

    private static string? Mismatch(ProtoMessage test, CelValue result)
    {
        if (test.Has("eval_error") || test.Has("any_eval_errors"))
        {
            return result.Kind == CelKind.Error ? null : $"got {ProtoValues.Show(result)}, not an error";
        }

        var unknowns = test.All("unknown").Concat(test.Message("any_unknowns").All("unknowns")).ToArray();
        if (unknowns.Length > 0)
        {
            return Array.Exists(unknowns, set => IsUnknown(result, set.Message!)) ? null : $"got {ProtoValues.Show(result)}, not the unknowns";
        }

        var expected =
            test.Find("value")?.Message is { } value ? ProtoValues.Read(value)
            : test.Find("typed_result")?.Message?.Find("result")?.Message is { } typed ? ProtoValues.Read(typed)
            : CelValue.True;
        return ProtoValues.Matches(expected, result) ? null : $"got {ProtoValues.Show(result)}, not {ProtoValues.Show(expected)}";
    }

    private static bool IsUnknown(CelValue result, ProtoMessage set) =>
        result.Kind == CelKind.Unknown && ProtoValues.Ids(set).ToHashSet().SetEquals(result.AsUnknown().Missing.Select(one => one.What));
}
