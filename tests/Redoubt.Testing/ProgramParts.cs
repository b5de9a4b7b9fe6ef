using System.Collections;
using System.Reflection;

namespace Redoubt.Testing;

/// <summary>Compares two CEL programs part by part, whatever is in them: the slow way, which knows of no part that it could leave out.</summary>
public static class ProgramParts
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // What evaluating leaves for the next time; planning evaluates what is constant.
    private static readonly string[] Remembered = ["_missing", "_regex"];

    /// <summary>Where the two differ, as paths of fields; places of nodes only of those that are in the tree.</summary>
    public static IReadOnlyList<string> Differences(object expected, object actual)
    {
        var found = new List<string>();
        var seen = new HashSet<(object, object)>(ReferencePairs.Instance);
        var (first, second) = (Property(expected, "Tree")!, Property(actual, "Tree")!);
        Compare("root", Property(first, "Root"), Property(second, "Root"), seen, found);
        Compare("plan", Member(expected, "_plan"), Member(actual, "_plan"), seen, found);
        var (places, others) = (((IEnumerable)Property(first, "Spans")!).Cast<object>().ToArray(), ((IEnumerable)Property(second, "Spans")!).Cast<object>().ToArray());
        Compare("places", places.Length, others.Length, seen, found);
        foreach (var id in Ids(Property(first, "Root")!))
        {
            Compare($"place of {id}", places[id], others[id], seen, found);
        }

        return found;
    }

    private static IEnumerable<int> Ids(object expression) =>
        ((IEnumerable)Property(expression, "Children")!).Cast<object>().SelectMany(Ids).Prepend((int)Property(expression, "Id")!);

    private static void Compare(string path, object? first, object? second, HashSet<(object, object)> seen, List<string> found)
    {
        if (ReferenceEquals(first, second) || first?.GetType().Name == "CelEnvironment")
        {
            return;
        }

        if (first is null || second is null || first.GetType() != second.GetType())
        {
            found.Add($"{path}: {first} and {second}");
            return;
        }

        if (first is string or Enum || first.GetType() is { IsPrimitive: true } or { Name: "CelType" or "CelSpan" })
        {
            if (!first.Equals(second))
            {
                found.Add($"{path}: {first} and {second}");
            }

            return;
        }

        if (!first.GetType().IsValueType && !seen.Add((first, second)))
        {
            return;
        }

        if (first is Delegate call && second is Delegate other)
        {
            Compare($"{path}.method", call.Method.ToString(), other.Method.ToString(), seen, found);
            Compare($"{path}.target", call.Target, other.Target, seen, found);
            return;
        }

        if (first is IEnumerable items && second is IEnumerable others && !IsDefault(first) && !IsDefault(second))
        {
            object?[] left = [.. items.Cast<object?>()];
            object?[] right = [.. others.Cast<object?>()];
            Compare($"{path}.count", left.Length, right.Length, seen, found);
            for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
            {
                Compare($"{path}[{i}]", left[i], right[i], seen, found);
            }

            return;
        }

        for (var type = first.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields).Where(field => !field.FieldType.IsPointer && !field.FieldType.IsByRefLike && !Remembered.Contains(field.Name)))
            {
                Compare($"{path}.{field.Name}", field.GetValue(first), field.GetValue(second), seen, found);
            }
        }
    }

    private static bool IsDefault(object value) => value.GetType().GetProperty("IsDefault") is { } property && (bool)property.GetValue(value)!;

    private static object? Member(object of, string name) => of.GetType().GetField(name, Fields)!.GetValue(of);

    private static object? Property(object of, string name) => of.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(of);

    private sealed class ReferencePairs : IEqualityComparer<(object First, object Second)>
    {
        public static readonly ReferencePairs Instance = new();

        public bool Equals((object First, object Second) x, (object First, object Second) y) => ReferenceEquals(x.First, y.First) && ReferenceEquals(x.Second, y.Second);

        public int GetHashCode((object First, object Second) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.First), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Second));
    }
}
