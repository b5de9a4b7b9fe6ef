using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of PersistentVolumes and of claims of them.</summary>
internal static class StorageRules
{
    /// <summary>The fields of a PersistentVolume.</summary>
    public static void Persistent(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (VolumeRules.OneSource(at, faults) == 0)
        {
            faults.Required(at, "must specify a volume type");
        }

        VolumeRules.Disk(at, faults);
        if (at["accessModes"].Count == 0)
        {
            faults.Required(Spot.Of(at, "accessModes"));
        }

        AccessModes(at["accessModes"], faults);
        Capacity(at, faults);
        if (at["persistentVolumeReclaimPolicy"].Is("Recycle") && at["hostPath"]["path"].AsString() is { } path && path.TrimEnd('/').Length == 0)
        {
            faults.Forbidden(at["persistentVolumeReclaimPolicy"], "may not be 'recycle' for a hostPath mount of '/'");
        }

        if (at["local"].Exists && !at["nodeAffinity"].Exists)
        {
            faults.Required(Spot.Of(at, "nodeAffinity"), "Local volume requires node affinity");
        }

        if (at["nodeAffinity"].Exists && !at["nodeAffinity"]["required"].Exists)
        {
            faults.Required(Spot.Of(at["nodeAffinity"], "required"), "must specify required node constraints");
        }

        if (at["volumeAttributesClassName"] is { Exists: true } className)
        {
            if (Check.IsEmpty(className))
            {
                faults.Required(className, "an empty string is disallowed");
            }

            if (!at["csi"].Exists)
            {
                faults.Required(Spot.Of(at, "csi"), "has to be specified when using volumeAttributesClassName");
            }
        }
    }

    private static void Capacity(Node at, Faults faults)
    {
        var capacity = at["capacity"];
        if (capacity.Count == 0)
        {
            faults.Required(Spot.Of(at, "capacity"));
        }

        if (!capacity["storage"].Exists || capacity.Count > 1)
        {
            faults.NotSupported(Spot.Named(at, ".capacity", capacity), "storage");
        }

        foreach (var amount in capacity.Fields)
        {
            if (ResourceRules.Read(amount) is not { } quantity)
            {
                continue;
            }

            if (quantity.Sign < 0)
            {
                faults.Invalid(amount, "must be a valid resource quantity");
            }

            if (quantity.Sign <= 0)
            {
                faults.Invalid(amount, "must be greater than zero");
            }
        }
    }

    /// <summary>The modes of access of a volume or a claim.</summary>
    public static void AccessModes(Node modes, Faults faults)
    {
        foreach (var mode in modes.Items)
        {
            if (mode.Is("ReadWriteOncePod") && modes.Count > 1)
            {
                faults.Forbidden(Spot.Named(modes, "", mode), "may not use ReadWriteOncePod with other access modes");
            }
            else if (!mode.Is("ReadWriteOncePod") && !mode.Is("ReadOnlyMany") && !mode.Is("ReadWriteMany") && !mode.Is("ReadWriteOnce"))
            {
                faults.NotSupported(Spot.Named(modes, "", mode), "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
            }
        }
    }

    /// <summary>A claim without a specification.</summary>
    public static void NoClaim(Node root, Scope scope)
    {
        if (!root["spec"].Exists)
        {
            scope.Faults.Required(new Spot(root, ".spec.accessModes", root), "at least 1 access mode is required");
            scope.Faults.Required(new Spot(root, ".spec.resources[storage]", root));
        }
    }

    /// <summary>A claim of storage: in an object of its own, a template or a pod.</summary>
    public static void Claim(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (at["accessModes"].Count == 0)
        {
            faults.Required(Spot.Of(at, "accessModes"), "at least 1 access mode is required");
        }

        AccessModes(at["accessModes"], faults);
        var storage = at["resources"]["requests"]["storage"];
        var spot = Spot.Named(at, ".resources[storage]", storage);
        if (!storage.Exists)
        {
            faults.Required(spot);
        }
        else if (ResourceRules.Read(storage) is { Sign: <= 0 })
        {
            faults.Invalid(spot, "must be greater than zero");
        }

        var (source, reference) = (at["dataSource"], at["dataSourceRef"]);
        Source(source, source, isReference: false, faults);
        Source(reference, reference, isReference: true, faults);
        // The server copies one to the other.
        if (source.Exists && !reference.Exists)
        {
            Source(source, Spot.Named(at, ".dataSourceRef", source), isReference: false, faults);
        }
        else if (reference.Exists && !source.Exists && Check.IsEmpty(reference["namespace"]))
        {
            Source(reference, Spot.Named(at, ".dataSource", reference), isReference: false, faults);
        }

        if (source.Exists && reference.Exists && ((ReadOnlySpan<string>)["apiGroup", "kind", "name"]).ToArray().Any(field => !source[field].Text.SequenceEqual(reference[field].Text)))
        {
            faults.Invalid(at, "must match dataSourceRef");
        }
    }

    private static void Source(Node source, Spot at, bool isReference, Faults faults)
    {
        if (!source.Exists)
        {
            return;
        }

        foreach (var field in (ReadOnlySpan<string>)["name", "kind"])
        {
            if (Check.IsEmpty(source[field]))
            {
                faults.Required(Spot.Named(at.Base, $"{at.Path}.{field}", source));
            }
        }

        if (isReference && Check.IsEmpty(source["apiGroup"]) && !Check.IsEmpty(source["kind"]) && !source["kind"].Is("PersistentVolumeClaim"))
        {
            faults.Invalid(source, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }
    }

    /// <summary>A claim that lives as long as its pod.</summary>
    public static void Ephemeral(Node at, Scope scope)
    {
        var template = at["volumeClaimTemplate"];
        if (!template.Exists)
        {
            scope.Faults.Required(Spot.Of(at, "volumeClaimTemplate"));
            return;
        }

        foreach (var field in template["metadata"].Fields)
        {
            if (field.Key is not ("labels" or "annotations" or "creationTimestamp"))
            {
                scope.Faults.Forbidden(field, "cannot be set");
            }
        }

        if (!template["spec"].Exists)
        {
            scope.Faults.Required(Spot.Of(template, "spec"));
        }
    }
}
