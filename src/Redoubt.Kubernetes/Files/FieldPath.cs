using System.Globalization;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Files;

/// <summary>Paths of fields as an API server writes them: items of lists by their number.</summary>
public static class FieldPath
{
    /// <summary>The path of a value from its object on, as <c>spec.validations[0].expression</c>; empty for the object.</summary>
    /// <param name="value">The value.</param>
    public static string Of(Node value)
    {
        var steps = new Stack<string>();
        for (var at = value; at.Parent.Exists && !IsObject(at); at = at.Parent)
        {
            steps.Push(at.HasKey ? $".{at.Key}" : $"[{at.Index.ToString(CultureInfo.InvariantCulture)}]");
        }

        return string.Concat(steps).TrimStart('.');
    }

    /// <summary>The path of a field of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="field">The field's name.</param>
    public static string Of(Node map, string field) => Of(map) is { Length: > 0 } above ? $"{above}.{field}" : field;

    // An item of a list of objects is an object of its own.
    private static bool IsObject(Node value) => !value.HasKey && value["kind"].Exists && value["metadata"].Exists;
}
