using Redoubt.Cel.Expand;
using Redoubt.Cel.Language;

namespace Redoubt.Cel;

/// <summary>Says what a language has: variables, functions, types, definitions, limits. Build it once, compile with it many times.</summary>
public sealed class CelEnvironmentBuilder
{
    private readonly EnvironmentParts _parts;

    /// <summary>The definitions, for all that are made from here; macros, limits and other definitions make them stale.</summary>
    private Lazy<Definitions>? _definitions;

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
        _definitions = environment.LazyDefinitions;
    }

    /// <summary>Declares a variable; the name may be qualified. A second declaration replaces the first.</summary>
    public CelEnvironmentBuilder Variable(string name, CelType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _parts.Add(name, type);
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
        _definitions = library.Macros.IsEmpty ? _definitions : null;
        return this;
    }

    /// <summary>Adds object types.</summary>
    public CelEnvironmentBuilder Types(ITypeProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _parts.Add(provider);
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
        return Define(() => [(define, body)]);
    }

    /// <summary>Defines receiver calls that are read when something is compiled, and never for what comes from an image.</summary>
    /// <param name="definitions">Reads them.</param>
    public CelEnvironmentBuilder Define(Func<IEnumerable<(string Define, string Body)>> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        _parts.Add(definitions);
        _definitions = null;
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
        _parts.Add(rules);
        return this;
    }

    /// <summary>Takes the overloads and macros of a library away, for example <see cref="CelLibraries.MixedComparisons"/>.</summary>
    public CelEnvironmentBuilder Without(CelLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        foreach (var function in library.Functions)
        {
            _parts.Remove(function);
        }

        foreach (var macro in library.Macros)
        {
            _parts.Remove(macro);
            _definitions = null;
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
        _definitions = null;
        return this;
    }

    /// <summary>The environment; the builder may go on to be used.</summary>
    public CelEnvironment Build()
    {
        var parts = _parts.Copy();
        _definitions ??= new Lazy<Definitions>(() => Definitions.Read(parts));
        return new CelEnvironment(parts, _definitions);
    }
}
