using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Language;

/// <summary>
/// What a builder collects and an environment is made of. Copies share each collection until one of them changes it: a language made from another
/// mostly adds a variable or a constant.
/// </summary>
internal sealed class EnvironmentParts
{
    private Part _own = Part.All;

    public Dictionary<string, CelType> Variables { get; private set; } = new(StringComparer.Ordinal);

    public Dictionary<string, CelFunction> Functions { get; private set; } = new(StringComparer.Ordinal);

    public Dictionary<string, (CelValue Value, CelType Type)> Constants { get; private set; } = new(StringComparer.Ordinal);

    public Dictionary<(string Name, bool IsReceiver, int Arguments), Macro> Macros { get; private set; } = [];

    public List<ITypeProvider> Providers { get; private set; } = [];

    public List<Func<IEnumerable<(string Define, string Body)>>> Definitions { get; private set; } = [];

    public List<CelConstantRule> ConstantRules { get; private set; } = [];

    public CelRules Rules { get; set; } = new();

    public string Container { get; set; } = "";

    public Func<string, int> Symbols { get; set; } = _ => 0;

    public bool IsStrict { get; set; }

    public int PresenceCost { get; set; } = 1;

    public CelLimits Limits { get; set; } = new();

    public void Add(string variable, CelType type)
    {
        Variables = Own(Part.Variables) ? Variables : new(Variables, StringComparer.Ordinal);
        Variables[variable] = type;
    }

    public void Add(ITypeProvider provider)
    {
        Providers = Own(Part.Providers) ? Providers : [.. Providers];
        Providers.Add(provider);
    }

    public void Add(Func<IEnumerable<(string Define, string Body)>> definitions)
    {
        Definitions = Own(Part.Definitions) ? Definitions : [.. Definitions];
        Definitions.Add(definitions);
    }

    public void Add(IEnumerable<CelConstantRule> rules)
    {
        ConstantRules = Own(Part.ConstantRules) ? ConstantRules : [.. ConstantRules];
        ConstantRules.AddRange(rules);
    }

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

        Set(function);
    }

    public void Remove(CelFunction function)
    {
        if (Functions.TryGetValue(function.Name, out var known))
        {
            Set(known with { Overloads = known.Overloads.RemoveAll(old => function.Overloads.Any(overload => overload.Id == old.Id)) });
        }
    }

    public void Remove(Macro macro)
    {
        Macros = Own(Part.Macros) ? Macros : new(Macros);
        Macros.Remove((macro.Name, macro.IsReceiver, macro.Arguments));
    }

    public void Add(CelLibrary library)
    {
        foreach (var function in library.Functions)
        {
            Add(function);
        }

        foreach (var (name, value, type) in library.Constants)
        {
            Constants = Own(Part.Constants) ? Constants : new(Constants, StringComparer.Ordinal);
            Constants[name] = (value, type);
        }

        foreach (var macro in library.Macros)
        {
            Macros = Own(Part.Macros) ? Macros : new(Macros);
            Macros[(macro.Name, macro.IsReceiver, macro.Arguments)] = macro;
        }
    }

    /// <summary>The same parts, to go on from.</summary>
    public EnvironmentParts Copy()
    {
        _own = Part.None;
        return (EnvironmentParts)MemberwiseClone();
    }

    private void Set(CelFunction function)
    {
        Functions = Own(Part.Functions) ? Functions : new(Functions, StringComparer.Ordinal);
        Functions[function.Name] = function;
    }

    // Whether a collection is nobody else's; from now on it is.
    private bool Own(Part part)
    {
        var isOwn = (_own & part) != 0;
        _own |= part;
        return isOwn;
    }

    [Flags]
    private enum Part
    {
        None = 0,
        Variables = 1,
        Functions = 2,
        Constants = 4,
        Macros = 8,
        Providers = 16,
        Definitions = 32,
        ConstantRules = 64,
        All = Variables | Functions | Constants | Macros | Providers | Definitions | ConstantRules,
    }
}
