using System.Text;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>What is asked of the metadata of every object, and of the labels and annotations of templates.</summary>
internal static class MetadataRules
{
    private const int MostAnnotations = 256 * 1024;

    private static readonly string[] StandardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

    /// <summary>Judges an object's metadata.</summary>
    /// <param name="root">The object.</param>
    /// <param name="rules">The rules of its kind.</param>
    /// <param name="namespaced">Whether it lives in a namespace.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Validate(Node root, TypeRules rules, bool namespaced, Faults faults)
    {
        var metadata = root["metadata"];
        var nameSpot = metadata.Exists ? Spot.Of(metadata, "name") : new Spot(root, ".metadata.name", root);
        var format = TextFormats.Named(rules.Name);
        var generated = metadata["generateName"];
        if (generated.AsString() is { Length: > 0 } prefix)
        {
            var wrong = format(rules.Name == "path-segment" ? prefix : NameRules.AsPrefix(prefix));
            faults.Invalid(generated, wrong);
            // The name that the server makes of it is no better.
            if (Check.IsEmpty(metadata["name"]))
            {
                faults.Invalid(nameSpot, wrong);
            }
        }

        var name = metadata["name"];
        if (!name.Text.IsEmpty)
        {
            if (!TextFormats.IsPlain(rules.Name, name.Text))
            {
                faults.Invalid(nameSpot, format(name.AsString()!));
            }
        }
        else if (Check.IsEmpty(generated))
        {
            faults.Required(nameSpot, "name or generateName is required");
        }

        if (namespaced && metadata["namespace"] is { Text.IsEmpty: false } space && !NameRules.IsDnsLabel(space.Text))
        {
            faults.Invalid(space, NameRules.DnsLabel(space.AsString()!));
        }

        Labels(metadata["labels"], Spot.Of(metadata, "labels"), faults);
        Annotations(metadata["annotations"], Spot.Of(metadata, "annotations"), faults);
        Owners(metadata["ownerReferences"], faults);
        Finalizers(metadata["finalizers"], rules.IsPlain, faults);
    }

    /// <summary>Labels: of an object, a template, or what a selector asks for.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="spot">How the server names them: their keys are in no path.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Labels(Node labels, Spot spot, Faults faults)
    {
        foreach (var label in labels.Fields)
        {
            if (!NameRules.IsQualifiedName(label.Key))
            {
                faults.Invalid(spot with { Where = label }, NameRules.QualifiedName(label.Key.ToString()));
            }

            if (!NameRules.IsLabelValue(label.Text))
            {
                faults.Invalid(spot with { Where = label }, NameRules.LabelValue(label.AsString() ?? ""));
            }
        }
    }

    /// <summary>Annotations: keys in which capitals are taken, and a limit for all of them.</summary>
    public static void Annotations(Node annotations, Spot spot, Faults faults)
    {
        var size = 0L;
        foreach (var annotation in annotations.Fields)
        {
            if (!NameRules.IsQualifiedName(annotation.Key))
            {
                faults.Invalid(spot with { Where = annotation }, NameRules.QualifiedName(annotation.Key.ToString().ToLowerInvariant()));
            }

            size += Encoding.UTF8.GetByteCount(annotation.Key) + Encoding.UTF8.GetByteCount(annotation.Text);
        }

        if (size > MostAnnotations)
        {
            faults.TooLong(spot, $"may not be more than {MostAnnotations} bytes");
        }
    }

    private static void Owners(Node owners, Faults faults)
    {
        var controllers = 0;
        foreach (var owner in owners.Items)
        {
            foreach (var field in (ReadOnlySpan<string>)["apiVersion", "kind", "name", "uid"])
            {
                if (Check.IsEmpty(owner[field]))
                {
                    faults.Required(Spot.Of(owner, field), "must not be empty");
                }
            }

            if (owner["apiVersion"].Is("v1") && owner["kind"].Is("Event"))
            {
                faults.Invalid(owner, "/v1, Kind=Event is disallowed from being an owner");
            }

            controllers += owner["controller"].IsTrue ? 1 : 0;
        }

        if (controllers > 1)
        {
            faults.Invalid(owners, "Only one reference can have Controller set to true");
        }
    }

    private static void Finalizers(Node finalizers, bool isPlain, Faults faults)
    {
        var (orphans, foreground) = (false, false);
        foreach (var finalizer in finalizers.Items)
        {
            var name = finalizer.AsString() ?? "";
            var wrong = NameRules.QualifiedName(name);
            faults.Invalid(finalizer, wrong);
            if (!isPlain && wrong.Count == 0 && !name.Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(name))
            {
                faults.Invalid(finalizer, "name is neither a standard finalizer name nor is it fully qualified");
            }

            orphans |= name == "orphan";
            foreground |= name == "foregroundDeletion";
        }

        if (orphans && foreground)
        {
            faults.Invalid(finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }
}
