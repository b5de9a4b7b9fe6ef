using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>A list of operations (RFC 6902): those that add or replace give what stands at their path, and below it.</summary>
internal sealed class JsonPatch(ChangeText text, Node operations, ChangeTarget target) : OverlayChange
{
    public override string? ObjectName => target.PlainName;

    public override SourcePlace? PlaceOf(RenderedNode place)
    {
        if (!target.Fits(place))
        {
            return null;
        }

        var chain = place.Chain;
        Node given = default;
        foreach (var operation in operations.Items)
        {
            if ((operation["op"].Is("add") || operation["op"].Is("replace")) && operation["path"].AsString() is { } pointer && Given(pointer, operation["value"], place, chain) is { Exists: true } value)
            {
                // The last one counts.
                given = value;
            }
        }

        return given.Exists ? text.PlaceOf(given) : null;
    }

    private static Node Given(string pointer, Node value, RenderedNode place, IReadOnlyList<Node> chain)
    {
        string[] steps = [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        if (steps.Length >= chain.Count || !steps.Select((step, at) => IsStep(step, chain[at + 1])).All(fits => fits))
        {
            return default;
        }

        var top = chain[steps.Length];
        // An item's number may have changed since; its name says which it is.
        if (top["name"].AsString() is { } name && value["name"].AsString() is { } written && name != written)
        {
            return default;
        }

        return NodePath.TryParse(place.Node.PathTo(top), out var rest) && rest.TryResolve(value, out var found) && place.IsGivenBy(found, rest) ? found : default;
    }

    private static bool IsStep(string step, Node child) => child.HasKey
        ? child.Key.SequenceEqual(step)
        : step == "-" || int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
