using Redoubt.Catalog.Packing;
using Redoubt.Catalog.Values;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog;

/// <summary>All controls, derived facts and frameworks that a run knows. Immutable.</summary>
/// <param name="controls">The controls.</param>
/// <param name="facts">The derived facts that controls may call.</param>
/// <param name="frameworks">The frameworks that select controls.</param>
public sealed class ControlCatalog(IReadOnlyList<Control> controls, IReadOnlyList<Fact> facts, IReadOnlyList<Framework> frameworks)
{
    private readonly Lazy<Dictionary<string, Control>> _byId = new(() => controls.ToDictionary(control => control.Id, StringComparer.Ordinal));

    /// <summary>A catalogue with nothing in it.</summary>
    public static readonly ControlCatalog Empty = new([], [], []);

    /// <summary>The controls, by id.</summary>
    public IReadOnlyList<Control> Controls { get; } = InOrder(controls);

    /// <summary>The derived facts.</summary>
    public IReadOnlyList<Fact> Facts { get; } = facts;

    /// <summary>The frameworks, by id.</summary>
    public IReadOnlyList<Framework> Frameworks { get; } = frameworks is PackedList<Framework> ? frameworks : [.. frameworks.OrderBy(framework => framework.Id, StringComparer.Ordinal)];

    /// <summary>The variables that other rooms give to its rules.</summary>
    public IReadOnlyList<GivenVariable> Given { get; private init; } = [];

    /// <summary>The same controls, whose rules may read variables that other rooms give.</summary>
    /// <param name="variables">The variables.</param>
    public ControlCatalog Giving(params IReadOnlyList<GivenVariable> variables) => new(Controls, Facts, Frameworks) { Given = variables };

    /// <summary>The control of that id, or null.</summary>
    public Control? Find(string id) => _byId.Value.GetValueOrDefault(id);

    /// <summary>The control of that id; null, and a problem with the nearest id, when there is none.</summary>
    public Control? Find(string id, ICollection<string> problems)
    {
        if (Find(id) is { } control)
        {
            return control;
        }

        problems.Add($"`{id}` is no control{Suggestion.Of(id, [.. Controls.Select(known => known.Id)])}");
        return null;
    }

    /// <summary>
    /// This catalogue with another laid over it: a control of the same id is replaced, everything else is added.
    /// </summary>
    public ControlCatalog With(ControlCatalog other) => new(
        [.. Controls.Where(control => other.Find(control.Id) is null), .. other.Controls],
        other.Facts.Count == 0 ? Facts : [.. Facts, .. other.Facts],
        [.. Frameworks.Where(framework => other.Frameworks.All(own => own.Id != framework.Id)).Select(framework => framework.With(other.Controls)), .. other.Frameworks])
    {
        Given = Given,
    };

    // Those of a pack are in order.
    private static IReadOnlyList<Control> InOrder(IReadOnlyList<Control> controls)
    {
        for (var i = 1; i < controls.Count; i++)
        {
            if (string.CompareOrdinal(controls[i - 1].Id, controls[i].Id) > 0)
            {
                return [.. controls.OrderBy(control => control.Id, StringComparer.Ordinal)];
            }
        }

        return controls;
    }
}
