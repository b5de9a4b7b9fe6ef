using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of volumes, wherever they stand.</summary>
internal static class VolumeRules
{
    // In the order in which the server counts them.
    private static readonly string[] Sources =
    [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs", "persistentVolumeClaim", "rbd",
        "cinder", "cephfs", "flocker", "downwardAPI", "fc", "flexVolume", "configMap", "azureFile", "storageos", "projected", "vsphereVolume",
        "photonPersistentDisk", "portworxVolume", "azureDisk", "quobyte", "scaleIO", "csi", "ephemeral", "image", "local",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SourceNames = Sources.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A volume of a pod: one source; none is an empty folder.</summary>
    public static void Volume(Node at, Scope scope)
    {
        OneSource(at, scope.Faults);
        if (at["downwardAPI"] is { Exists: true } downward)
        {
            Downward(downward, downward, scope.Faults);
        }

        Disk(at, scope.Faults);
        foreach (var source in at["projected"]["sources"].Items)
        {
            Projected(at["projected"], source, scope.Faults);
        }
    }

    /// <summary>Counts the sources of a volume, and tells all but the first.</summary>
    public static int OneSource(Node at, Faults faults)
    {
        // A name and one thing more is at most one source.
        var count = 0;
        if (at.Count <= 2 && at["name"].Exists)
        {
            foreach (var field in at.Fields)
            {
                count += SourceNames.Contains(field.Key) ? 1 : 0;
            }

            return count;
        }

        foreach (var source in Sources)
        {
            if (at[source].Exists && ++count > 1)
            {
                faults.Forbidden(at[source], "may not specify more than 1 volume type");
            }
        }

        return count;
    }

    /// <summary>Sources of which the server says more than that a field is missing; some under names of its own.</summary>
    public static void Disk(Node at, Faults faults)
    {
        if (at["gcePersistentDisk"] is { Exists: true } disk)
        {
            if (Check.IsEmpty(disk["pdName"]))
            {
                faults.Required(Spot.Named(at, ".persistentDisk.pdName", disk));
            }

            if (disk["partition"] is { Kind: NodeKind.Int } partition && partition.Int is < 0 or > 255)
            {
                faults.Invalid(Spot.Named(at, ".persistentDisk.partition", partition), "must be between 1 and 255, inclusive");
            }
        }

        if (at["awsElasticBlockStore"]["partition"] is { Kind: NodeKind.Int } part && part.Int is < 0 or > 255)
        {
            faults.Invalid(part, "must be between 1 and 255, inclusive");
        }

        if (at["iscsi"] is { Exists: true } iscsi)
        {
            Iscsi(iscsi, faults);
        }

        if (at["azureDisk"] is { Exists: true } azure)
        {
            Azure(azure, faults);
        }
    }

    private static void Iscsi(Node iscsi, Faults faults)
    {
        var name = iscsi["iqn"].AsString() ?? "";
        if (name.Length == 0)
        {
            faults.Required(Spot.Of(iscsi, "iqn"));
        }
        else if (!IscsiName.IsValid(name))
        {
            faults.Invalid(iscsi["iqn"], "must be valid format");
        }

        if ((iscsi["chapAuthDiscovery"].IsTrue || iscsi["chapAuthSession"].IsTrue) && !iscsi["secretRef"].Exists)
        {
            faults.Required(Spot.Of(iscsi, "secretRef"));
        }
    }

    private static void Azure(Node azure, Faults faults)
    {
        var uri = azure["diskURI"].AsString() ?? "";
        if (Check.IsEmpty(azure["diskName"]))
        {
            faults.Required(Spot.Of(azure, "diskName"));
        }

        if (uri.Length == 0)
        {
            faults.Required(Spot.Of(azure, "diskURI"));
            return;
        }

        var isManaged = azure["kind"].Is("Managed");
        if (isManaged && !uri.StartsWith("/subscriptions", StringComparison.Ordinal))
        {
            faults.NotSupported(Spot.Named(azure, ".diskURI", azure["diskURI"]), "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}");
        }
        else if (!isManaged && !uri.StartsWith("https://", StringComparison.Ordinal))
        {
            faults.NotSupported(Spot.Named(azure, ".diskURI", azure["diskURI"]), "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd");
        }
    }

    /// <summary>The files of a downward volume: the server leaves their number out of the path.</summary>
    private static void Downward(Node volume, Spot at, Faults faults)
    {
        foreach (var file in volume["items"].Items)
        {
            Spot Of(string suffix, Node where) => Spot.Named(at.Base, at.Path + suffix, where.Exists ? where : file);
            var path = file["path"].AsString() ?? "";
            if (path.Length == 0)
            {
                faults.Required(Of(".path", file));
            }
            else
            {
                faults.Invalid(Of(".path", file["path"]), LocalPath(path));
            }

            var (field, resource) = (file["fieldRef"], file["resourceFieldRef"]);
            if (field.Exists && resource.Exists)
            {
                faults.Invalid(Of("", file), "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
            else if (!field.Exists && !resource.Exists)
            {
                faults.Required(Of("", file), "one of fieldRef and resourceFieldRef is required");
            }

            EnvironmentRules.Field(field, isFile: true, Of(".fieldRef", field), faults);
            EnvironmentRules.Resource(resource, isFile: true, Of(".resourceFieldRef", resource), faults);
            Mode(file["mode"], Of(".mode", file["mode"]), faults);
        }
    }

    private static IReadOnlyList<string> LocalPath(string path) =>
        path.StartsWith("..", StringComparison.Ordinal) && !path.StartsWith("../", StringComparison.Ordinal) && path.Split('/')[0] != ".."
            ? ["must not start with '..'"] : TextFormats.LocalPath(path);

    private static void Mode(Node mode, Spot at, Faults faults)
    {
        if (mode is { Kind: NodeKind.Int, Int: < 0 or > 511 })
        {
            faults.Invalid(at, "must be a number between 0 and 0777 (octal), both inclusive");
        }
    }

    /// <summary>The files of a ConfigMap's or Secret's volume.</summary>
    public static void Files(Node at, Scope scope)
    {
        Mode(at["defaultMode"], at["defaultMode"], scope.Faults);
        foreach (var file in at["items"].Items)
        {
            if (Check.IsEmpty(file["key"]))
            {
                scope.Faults.Required(Spot.Of(file, "key"));
            }

            var path = file["path"].AsString() ?? "";
            if (path.Length == 0)
            {
                scope.Faults.Required(Spot.Of(file, "path"));
            }
            else
            {
                scope.Faults.Invalid(file["path"], LocalPath(path));
            }

            Mode(file["mode"], file["mode"], scope.Faults);
        }
    }

    private static void Projected(Node volume, Node source, Faults faults)
    {
        Spot Of(string suffix, Node where) => Spot.Named(volume, suffix, where.Exists ? where : source);
        var count = 0;
        foreach (var kind in (ReadOnlySpan<string>)["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"])
        {
            if (source[kind].Exists && ++count > 1)
            {
                faults.Forbidden(source[kind], "may not specify more than 1 volume type per source");
            }
        }

        foreach (var kind in (ReadOnlySpan<string>)["secret", "configMap"])
        {
            if (source[kind].Exists && Check.IsEmpty(source[kind]["name"]))
            {
                faults.Required(Spot.Of(source[kind], "name"));
            }
        }

        if (source["downwardAPI"].Exists)
        {
            Downward(source["downwardAPI"], source["downwardAPI"], faults);
        }

        Token(source["serviceAccountToken"], Of, faults);
        Bundle(source["clusterTrustBundle"], Of, faults);
    }

    private static void Token(Node token, Func<string, Node, Spot> of, Faults faults)
    {
        if (!token.Exists)
        {
            return;
        }

        if (Check.IsEmpty(token["path"]))
        {
            faults.Required(of(".path", token));
        }
        else
        {
            faults.Invalid(of(".path", token["path"]), LocalPath(token["path"].AsString() ?? ""));
        }

        if (token["expirationSeconds"] is { Kind: NodeKind.Int } seconds)
        {
            if (seconds.Int < 600)
            {
                faults.Invalid(seconds, "may not specify a duration less than 10 minutes");
            }
            else if (seconds.Int > 1L << 32)
            {
                faults.Invalid(seconds, "may not specify a duration larger than 2^32 seconds");
            }
        }
    }

    private static void Bundle(Node bundle, Func<string, Node, Spot> of, Faults faults)
    {
        if (!bundle.Exists)
        {
            return;
        }

        var (name, signer) = (bundle["name"].Exists, bundle["signerName"].Exists);
        if (name && signer)
        {
            faults.Invalid(bundle, "only one of name and signerName may be used");
        }
        else if (!name && !signer)
        {
            faults.Invalid(bundle, "one of name or signerName must be specified");
        }

        if (Check.IsEmpty(bundle["path"]))
        {
            faults.Required(of(".path", bundle));
        }
        else
        {
            faults.Invalid(of(".path", bundle["path"]), LocalPath(bundle["path"].AsString() ?? ""));
        }
    }

    /// <summary>An empty folder of the size that is wanted.</summary>
    public static void Empty(Node at, Scope scope)
    {
        if (ResourceRules.Read(at["sizeLimit"]) is { Sign: < 0 })
        {
            scope.Faults.Forbidden(at["sizeLimit"], "SizeLimit field must be a valid resource quantity");
        }
    }
}
