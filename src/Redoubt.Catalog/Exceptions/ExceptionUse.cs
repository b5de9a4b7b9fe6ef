using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;

namespace Redoubt.Catalog.Exceptions;

/// <summary>What came of an exception in one run.</summary>
/// <param name="rule">The exception.</param>
/// <param name="controls">The controls that it names, by id.</param>
internal sealed class ExceptionUse(ExceptionRule rule, IReadOnlySet<string> controls)
{
    /// <summary>The exception.</summary>
    public ExceptionRule Rule => rule;

    /// <summary>The controls of the catalogue that it names, by id.</summary>
    public IReadOnlySet<string> Controls => controls;

    /// <summary>Its place among all.</summary>
    public int Number { get; init; }

    /// <summary>The name that its subject must have; empty where it names none, or several.</summary>
    public string Name { get; } = Glob.FirstWild(rule.Scope.Name) >= 0 ? "" : rule.Scope.Name;

    /// <summary>The namespace that its subject must have; empty where it names none, or several.</summary>
    public string Namespace { get; } = Glob.FirstWild(rule.Scope.Namespace) >= 0 ? "" : rule.Scope.Namespace;

    /// <summary>How many findings it is about, whether it holds or not.</summary>
    public int Findings { get; set; }

    /// <summary>Why it does nothing where it would; empty where it does.</summary>
    public string Objection { get; set; } = "";

    /// <summary>What its control is misspelt for; null where there is such a control.</summary>
    public string? Misspelt { get; init; }

    /// <summary>Whether its controls were asked.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The object in whose manifest it stands; null for one of the configuration.</summary>
    public Document? Document { get; init; }
}
