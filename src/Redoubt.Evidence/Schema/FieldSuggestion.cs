namespace Redoubt.Evidence.Schema;

/// <summary>What was probably meant by a field that is not there: one of nearly that name, or one of that name elsewhere in the object.</summary>
public static class FieldSuggestion
{
    // Deep enough for a workload's template (`spec.jobTemplate.spec.template.spec.containers[].securityContext.privileged`).
    private const int MaxDepth = 9;

    /// <summary>A help text such as ``did you mean `ports`?`` or ``it belongs to `spec.containers[]` ``; null if nothing comes near.</summary>
    /// <param name="root">The type of the whole object, through which other places are looked for.</param>
    /// <param name="at">The type that lacks the field.</param>
    /// <param name="name">The field's name as it was written.</param>
    public static string? For(TypeInfo root, TypeInfo at, ReadOnlySpan<char> name)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(at);
        var (similar, distance) = Nearest(at, name);
        if (similar is not null && distance <= 1)
        {
            return $"did you mean `{similar}`?";
        }

        if (Elsewhere(root, at, name) is { } path)
        {
            return $"it belongs to `{path}`";
        }

        return similar is null ? null : $"did you mean `{similar}`?";
    }

    private static (string? Name, int Distance) Nearest(TypeInfo type, ReadOnlySpan<char> name)
    {
        string? best = null;
        var limit = Math.Max(1, name.Length / 3) + 1;
        foreach (var field in type.Fields)
        {
            if (EditDistance.Below(limit, name, field.Name) is { } distance)
            {
                (best, limit) = (field.Name, distance);
            }
        }

        return (best, limit);
    }

    // The shortest path to an object that has the field; of equally short ones the first in order.
    private static string? Elsewhere(TypeInfo root, TypeInfo at, ReadOnlySpan<char> name)
    {
        var seen = new HashSet<TypeInfo>(ReferenceEqualityComparer.Instance) { at };
        var open = new Queue<(TypeInfo Type, string Path, int Depth)>();
        open.Enqueue((root, "", 0));
        while (open.TryDequeue(out var next))
        {
            if (next.Depth > 0 && next.Type != at && next.Type.TryField(name, out _))
            {
                return next.Path;
            }

            if (next.Depth == MaxDepth || (next.Type != at && !seen.Add(next.Type)))
            {
                continue;
            }

            foreach (var field in next.Type.Fields)
            {
                if (Inner(field.Type) is { } inner && field.Name != "status")
                {
                    open.Enqueue((inner, Join(next.Path, field), next.Depth + 1));
                }
            }
        }
        return null;
    }

    private static TypeInfo? Inner(FieldType type) => type.Kind is FieldKind.List or FieldKind.Map ? Inner(type.Element!) : type.Object;

    private static string Join(string path, FieldInfo field)
    {
        var step = field.Type.Kind is FieldKind.List or FieldKind.Map ? field.Name + "[]" : field.Name;
        return path.Length == 0 ? step : path + "." + step;
    }
}
