using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Language;

/// <summary>What a builder collects and an environment is made of.</summary>
internal sealed class EnvironmentParts
{
    public Dictionary<string, CelType> Variables { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, CelFunction> Functions { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, (CelValue Value, CelType Type)> Constants { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<(string Name, bool IsReceiver, int Arguments), Macro> Macros { get; init; } = [];

    public List<ITypeProvider> Providers { get; init; } = [];

    public List<(string Define, string Body)> Definitions { get; init; } = [];

    public List<CelConstantRule> ConstantRules { get; init; } = [];

    public CelRules Rules { get; set; } = new();

    public string Container { get; set; } = "";

    public Func<string, int> Symbols { get; set; } = _ => 0;

    public bool IsStrict { get; set; }

    public int PresenceCost { get; set; } = 1;

    public CelLimits Limits { get; set; } = new();

    public void Add(CelFunction function)
    {
        if (Functions.TryGetValue(function.Name, out var known))
        {
            var kept = known.Overloads.RemoveAll(old => function.Overloads.Any(overload => overload.Id == old.Id));
            function = known with
            {
                Overloads = kept.AddRange(function.Overloads),
                Examples = known.Examples.AddRange(function.Examples),
                Cost = function.Cost ?? known.Cost,
                Estimate = function.Estimate ?? known.Estimate,
            };
        }
        if (function.Overloads.IsEmpty)
        {
            return;
        }

        Functions[function.Name] = function;
    }

    public void Remove(CelFunction function)
    {
        if (Functions.TryGetValue(function.Name, out var known))
        {
            Functions[function.Name] = known with { Overloads = known.Overloads.RemoveAll(old => function.Overloads.Any(overload => overload.Id == old.Id)) };
        }
    }

    public void Add(CelLibrary library)
    {
        foreach (var function in library.Functions)
        {
            Add(function);
        }

        foreach (var (name, value, type) in library.Constants)
        {
            Constants[name] = (value, type);
        }

        foreach (var macro in library.Macros)
        {
            Macros[(macro.Name, macro.IsReceiver, macro.Arguments)] = macro;
        }
    }

    public EnvironmentParts Copy() => new()
    {
        Variables = new(Variables, StringComparer.Ordinal),
        Functions = new(Functions, StringComparer.Ordinal),
        Constants = new(Constants, StringComparer.Ordinal),
        Macros = new(Macros),
        Providers = [.. Providers],
        Definitions = [.. Definitions],
        ConstantRules = [.. ConstantRules],
        Rules = Rules,
        Container = Container,
        Symbols = Symbols,
        IsStrict = IsStrict,
        PresenceCost = PresenceCost,
        Limits = Limits,
    };
}
