using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Kubernetes.Validation;

/// <summary>
/// Says of an object of a built-in kind for what an API server refuses it and of what it warns, as if it were created now, after the
/// rules of <c>pkg/apis/*/validation</c>. Fields that are not known, and values of a wrong type, are told when it is read.
/// </summary>
public static class ObjectValidator
{
    /// <summary>What is wrong with an object, in the order of its text.</summary>
    /// <param name="document">The object, as it was read.</param>
    /// <param name="index">The built-in kinds.</param>
    public static Verdict Validate(Document document, FieldIndex index)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Validate(document, index, document.ApiVersion);
    }

    /// <summary>What is wrong with an object by the rules of another version of its kind, in the order of its text.</summary>
    /// <param name="document">The object, as it was read.</param>
    /// <param name="index">The built-in kinds.</param>
    /// <param name="apiVersion">The version whose rules are asked.</param>
    public static Verdict Validate(Document document, FieldIndex index, string apiVersion)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(index);
        if (!index.TryKind(apiVersion, document.Kind, out var kind) || kind.Type is not { } type)
        {
            return Verdict.Nothing;
        }

        var faults = new Faults(document.Root, type);
        var scope = new Scope(document.Root, document.Key.Kind, faults);
        Rules.MetadataRules.Validate(document.Root, RuleTable.Default.Of(type), kind.Namespaced, faults);
        foreach (var field in document.Root.Fields)
        {
            // What a status says is the server's: of an object that is created it is dropped.
            if (!field.Key.SequenceEqual("status") && !field.Key.SequenceEqual("metadata") && type.TryField(field.KeySymbol, field.Key, out var known))
            {
                Walk(field, known.Type, scope);
            }
        }

        RuleTable.Default.Of(type).Apply(document.Root, scope);
        return faults.Verdict;
    }

    /// <summary>A value's place in its object, as the server names it.</summary>
    /// <param name="document">The object.</param>
    /// <param name="value">The value.</param>
    public static string PathOf(Document document, Node value)
    {
        ArgumentNullException.ThrowIfNull(document);
        return FieldPath.Of(value, document.Root, FieldIndex.Default.TryKind(document.ApiVersion, document.Kind, out var kind) ? kind.Type : null);
    }

    private static void Walk(Node value, FieldType type, Scope scope)
    {
        if (type.Kind == FieldKind.Object)
        {
            Object(value, type.Object, scope);
        }
        else if (type.Kind is FieldKind.List or FieldKind.Map && type.Element!.Kind is FieldKind.Object or FieldKind.List or FieldKind.Map)
        {
            foreach (var item in type.Kind == FieldKind.List ? value.Items : value.Fields)
            {
                Walk(item, type.Element, scope);
            }
        }
    }

    private static void Object(Node value, TypeInfo? type, Scope scope)
    {
        if (value.Kind != NodeKind.Map || type is null)
        {
            return;
        }

        var outer = scope.Pod;
        if (type.Name == "V1PodSpec")
        {
            scope.Pod = value;
        }

        RuleTable.Default.Of(type).Apply(value, scope);
        foreach (var field in value.Fields)
        {
            if (type.TryField(field.KeySymbol, field.Key, out var known))
            {
                Walk(field, known.Type, scope);
            }
        }

        if (type.Name == "V1PodSpec")
        {
            Rules.ContainerRules.All(value, scope);
        }

        scope.Pod = outer;
    }
}
