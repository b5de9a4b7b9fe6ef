namespace Redoubt.Cel;

/// <summary>Says what a language has: variables, functions, types, definitions, limits. Build it once, compile with it many times.</summary>
public sealed class CelEnvironmentBuilder
{
    private readonly EnvironmentParts _parts;

    /// <summary>Starts with the standard library.</summary>
    public CelEnvironmentBuilder()
    {
        _parts = new EnvironmentParts();
        Library(CelLibraries.Standard);
    }

    /// <summary>Starts with everything that an environment has.</summary>
    public CelEnvironmentBuilder(CelEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _parts = environment.Parts.Copy();
    }

    /// <summary>Declares a variable; the name may be qualified. A second declaration replaces the first.</summary>
    public CelEnvironmentBuilder Variable(string name, CelType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _parts.Variables[name] = type;
        return this;
    }

    /// <summary>
    /// Adds a function, or overloads to one that exists. An overload id of before is replaced. A function without overloads only says what
    /// the one that exists costs.
    /// </summary>
    public CelEnvironmentBuilder Function(CelFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _parts.Add(function);
        return this;
    }

    /// <summary>Switches a library on.</summary>
    public CelEnvironmentBuilder Library(CelLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        _parts.Add(library);
        return this;
    }

    /// <summary>Adds object types.</summary>
    public CelEnvironmentBuilder Types(ITypeProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _parts.Providers.Add(provider);
        return this;
    }

    /// <summary>Sets the container in which names are looked up first, such as <c>google.rpc</c> (cel-spec, "Name Resolution").</summary>
    public CelEnvironmentBuilder Container(string container)
    {
        ArgumentNullException.ThrowIfNull(container);
        _parts.Container = container;
        return this;
    }

    /// <summary>
    /// Sets how a field's name becomes the symbol that <see cref="ValueSource.Field"/> is given; called once per name when a program is
    /// planned. The default is 0 for all.
    /// </summary>
    public CelEnvironmentBuilder Symbols(Func<string, int> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        _parts.Symbols = symbols;
        return this;
    }

    /// <summary>
    /// Makes <c>has(x.f)</c> and <c>x.?f</c> an error where <c>x</c> is neither map nor list, as cel-spec says. Without it they find nothing
    /// there, as in Kubernetes.
    /// </summary>
    public CelEnvironmentBuilder StrictPresence()
    {
        _parts.IsStrict = true;
        return this;
    }

    /// <summary>
    /// Makes <c>has(x.f)</c> cost what <c>x</c> costs, as in Kubernetes. Without it, it costs 1 more, as in cel-go.
    /// </summary>
    public CelEnvironmentBuilder FreePresence()
    {
        _parts.PresenceCost = 0;
        return this;
    }

    /// <summary>
    /// Defines a receiver call in CEL, such as <c>container.runAsNonRoot()</c> or <c>container.hasCapability(name)</c>. A call
    /// <c>x.hasCapability('A')</c> is replaced by the body with <c>x</c> for <c>container</c> and <c>'A'</c> for <c>name</c> before it is
    /// checked. Problems are in <see cref="CelEnvironment.DefinitionProblems"/>.
    /// </summary>
    public CelEnvironmentBuilder Define(string define, string body)
    {
        ArgumentNullException.ThrowIfNull(define);
        ArgumentNullException.ThrowIfNull(body);
        _parts.Definitions.Add((define, body));
        _parts.Parsed = null;
        return this;
    }

    /// <summary>Changes how strict the language is.</summary>
    public CelEnvironmentBuilder Rules(Func<CelRules, CelRules> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _parts.Rules = change(_parts.Rules);
        return this;
    }

    /// <summary>Adds rules for constants that functions are given.</summary>
    public CelEnvironmentBuilder Constants(IEnumerable<CelConstantRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _parts.ConstantRules.AddRange(rules);
        return this;
    }

    /// <summary>Takes the overloads of a library away, for example <see cref="CelLibraries.MixedComparisons"/>.</summary>
    public CelEnvironmentBuilder Without(CelLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        foreach (var function in library.Functions)
        {
            _parts.Remove(function);
        }

        return this;
    }

    /// <summary>Sets the limits.</summary>
    public CelEnvironmentBuilder Limits(CelLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.Depth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.Nodes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.Steps);
        _parts.Limits = limits;
        _parts.Parsed = null;
        return this;
    }

    /// <summary>The environment; the builder may go on to be used.</summary>
    public CelEnvironment Build() => new(_parts.Copy());
}

/// <summary>What a builder collects and an environment is made of.</summary>
internal sealed class EnvironmentParts
{
    public Dictionary<string, CelType> Variables { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, CelFunction> Functions { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, (CelValue Value, CelType Type)> Constants { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<(string Name, bool IsReceiver, int Arguments), Tree.Macros.Macro> Macros { get; init; } = [];

    public List<ITypeProvider> Providers { get; init; } = [];

    public List<(string Define, string Body)> Definitions { get; init; } = [];

    public List<CelConstantRule> ConstantRules { get; init; } = [];

    public CelRules Rules { get; set; } = new();

    public string Container { get; set; } = "";

    public Func<string, int> Symbols { get; set; } = _ => 0;

    public bool IsStrict { get; set; }

    public int PresenceCost { get; set; } = 1;

    public CelLimits Limits { get; set; } = new();

    /// <summary>The definitions once they are parsed; macros, limits and other definitions make them stale.</summary>
    public Tree.Definitions? Parsed { get; set; }

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
            Parsed = null;
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
        Parsed = Parsed,
    };
}
