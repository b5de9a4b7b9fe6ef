using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of a container's environment, and of what it takes from its pod.</summary>
internal static class EnvironmentRules
{
    private static readonly string[] Sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

    // What the conversion of field labels knows, and whether a variable or a file may hold it.
    private static readonly Dictionary<string, (bool Variable, bool File)> Fields = new(StringComparer.Ordinal)
    {
        ["metadata.name"] = (true, true),
        ["metadata.namespace"] = (true, true),
        ["metadata.uid"] = (true, true),
        ["metadata.labels"] = (false, true),
        ["metadata.annotations"] = (false, true),
        ["spec.nodeName"] = (true, false),
        ["spec.serviceAccountName"] = (true, false),
        ["status.hostIP"] = (true, false),
        ["status.hostIPs"] = (true, false),
        ["status.podIP"] = (true, false),
        ["status.podIPs"] = (true, false),
        ["spec.restartPolicy"] = (false, false),
        ["spec.schedulerName"] = (false, false),
        ["status.phase"] = (false, false),
        ["spec.host"] = (true, false),
    };

    /// <summary>A variable: a value, or one source.</summary>
    public static void Variable(Node at, Scope scope)
    {
        if (at["valueFrom"] is not { Exists: true } from)
        {
            return;
        }

        var count = 0;
        foreach (var source in Sources)
        {
            count += from[source].Exists ? 1 : 0;
        }

        if (count == 0)
        {
            scope.Faults.Invalid(from, "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        }
        else if (!Check.IsEmpty(at["value"]))
        {
            scope.Faults.Invalid(from, "may not be specified when `value` is not empty");
        }
        else if (count > 1)
        {
            scope.Faults.Invalid(from, "may not have more than one field specified at a time");
        }

        Field(from["fieldRef"], isFile: false, from["fieldRef"], scope.Faults);
        Resource(from["resourceFieldRef"], isFile: false, from["resourceFieldRef"], scope.Faults);
    }

    /// <summary>All variables of a ConfigMap or Secret; the server leaves the entry's number out of the path.</summary>
    public static void From(Node at, Scope scope)
    {
        foreach (var entry in at["envFrom"].Items)
        {
            var count = (entry["configMapRef"].Exists ? 1 : 0) + (entry["secretRef"].Exists ? 1 : 0);
            if (count != 1)
            {
                scope.Faults.Invalid(Spot.Named(at["envFrom"], "", entry), count == 0
                    ? "must specify one of: `configMapRef` or `secretRef`"
                    : "may not have more than one field specified at a time");
            }
        }
    }

    /// <summary>A reference to a field of the pod.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="isFile">Whether a file is to hold it, and not a variable.</param>
    /// <param name="at">How the server names it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Field(Node reference, bool isFile, Spot at, Faults faults)
    {
        if (!reference.Exists)
        {
            return;
        }

        var spot = Spot.Named(at.Base, at.Path + ".fieldPath", reference["fieldPath"].Exists ? reference["fieldPath"] : reference);
        var text = reference["fieldPath"].AsString() ?? "";
        if (text.Length == 0)
        {
            faults.Required(spot);
            return;
        }

        if (reference["apiVersion"].AsString() is { Length: > 0 } version && version != "v1")
        {
            faults.Invalid(spot, "error converting fieldPath: unsupported pod version");
            return;
        }

        var (path, key) = Subscript(text);
        if (key is not null)
        {
            if (path == "metadata.annotations")
            {
                faults.Invalid(spot, NameRules.QualifiedName(key.ToLowerInvariant()));
            }
            else if (path == "metadata.labels")
            {
                faults.Invalid(spot, NameRules.QualifiedName(key));
            }
            else
            {
                faults.Invalid(spot, "error converting fieldPath: field label does not support subscript");
            }
        }
        else if (!Fields.TryGetValue(path, out var taken))
        {
            faults.Invalid(spot, "error converting fieldPath: field label not supported");
        }
        else if (isFile ? !taken.File : !taken.Variable)
        {
            faults.NotSupported(spot, [.. Fields.Where(field => isFile ? field.Value.File : field.Value.Variable).Select(field => field.Key).Where(name => name != "spec.host").Order(StringComparer.Ordinal)]);
        }
    }

    private static (string Path, string? Key) Subscript(string text)
    {
        var start = text.IndexOf("['", StringComparison.Ordinal);
        return start > 0 && text.EndsWith("']", StringComparison.Ordinal) && text.Length >= start + 4 ? (text[..start], text[(start + 2)..^2]) : (text, null);
    }

    /// <summary>A reference to an amount of a container.</summary>
    public static void Resource(Node reference, bool isFile, Spot at, Faults faults)
    {
        if (!reference.Exists)
        {
            return;
        }

        if (isFile && Check.IsEmpty(reference["containerName"]))
        {
            faults.Required(Spot.Named(at.Base, at.Path + ".containerName", reference));
        }

        var resource = reference["resource"];
        var spot = Spot.Named(at.Base, at.Path + ".resource", resource.Exists ? resource : reference);
        var text = resource.AsString() ?? "";
        if (text.Length == 0)
        {
            faults.Required(spot);
            return;
        }

        var isHuge = text.StartsWith("limits.hugepages-", StringComparison.Ordinal) || text.StartsWith("requests.hugepages-", StringComparison.Ordinal);
        if (!isHuge && text is not ("limits.cpu" or "limits.memory" or "limits.ephemeral-storage" or "requests.cpu" or "requests.memory" or "requests.ephemeral-storage"))
        {
            faults.NotSupported(spot, "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory");
            return;
        }

        var divisor = reference["divisor"].AsString() ?? "0";
        var isCpu = text.EndsWith(".cpu", StringComparison.Ordinal);
        if (divisor != "0" && !(isCpu ? divisor is "1" or "1m" : divisor is "1" or "1k" or "1M" or "1G" or "1T" or "1P" or "1E" or "1Ki" or "1Mi" or "1Gi" or "1Ti" or "1Pi" or "1Ei"))
        {
            var of = isCpu ? "1m and 1" : "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei";
            faults.Invalid(Spot.Named(at.Base, at.Path + ".divisor", reference["divisor"]), $"only divisor's values {of} are supported with the {text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..]} resource");
        }
    }
}
