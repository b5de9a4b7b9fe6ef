using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering;

/// <summary>A field that a rendered object has not, and that a control asks for.</summary>
/// <param name="Holder">The map that would have it.</param>
/// <param name="Path">The way to the map.</param>
/// <param name="Name">The field.</param>
internal sealed record AbsentField(Node Holder, NodePath Path, string Name)
{
    /// <summary>The absent fields on the ways that a control names, as seen from the place that was told instead of them.</summary>
    /// <param name="place">The nearest value that is there.</param>
    /// <param name="root">The object.</param>
    /// <param name="ways">The ways, as <c>pod.spec.securityContext.runAsNonRoot</c>; the first steps may be names that only controls know.</param>
    public static IReadOnlyList<AbsentField> Of(Node place, Node root, IReadOnlyList<string> ways)
    {
        AbsentField[] absent = [.. ways.Select(way => On(way, place, root)).OfType<AbsentField>().DistinctBy(field => (field.Holder, field.Name))];
        // A map that has all that is named lacks something else: whatever is put into its values shows in it.
        return absent.Length == 0 && place.HasKey && place.Kind == NodeKind.Map ? [new AbsentField(place, PathTo(place, root), ChartValue.Mark)] : absent;
    }

    /// <summary>The way goes on from the last of its steps that the place, or a map above it, is called by; from the place itself where there is none.</summary>
    private static AbsentField? On(string way, Node place, Node root)
    {
        string?[] steps = NodePath.TryParse(way, out var parsed) ? [.. parsed.Steps.Select(step => step.Value is null ? step.Name : null)] : [];
        for (var at = steps.Length - 1; at >= 0; at--)
        {
            var holder = at == 0 ? place : Called(steps[at - 1], place, root);
            if (holder.Kind == NodeKind.Map)
            {
                return steps[at] is { } name && !holder[name].Exists ? new AbsentField(holder, PathTo(holder, root), name) : null;
            }
        }

        return null;
    }

    /// <summary>Whether an object has it now.</summary>
    public bool IsIn(Node root) => Path.TryResolve(root, out var holder) && holder[Name].Exists;

    /// <summary>The place, or the nearest map above it, that is called so.</summary>
    private static Node Called(string? name, Node place, Node root)
    {
        for (var at = place; at.Exists; at = at == root ? default : at.Parent)
        {
            if (at.Kind == NodeKind.Map && at.HasKey && at.Key.SequenceEqual(name))
            {
                return at;
            }
        }

        return default;
    }

    private static NodePath PathTo(Node node, Node root) => NodePath.TryParse(node.PathTo(root), out var path) ? path : NodePath.Root;
}
