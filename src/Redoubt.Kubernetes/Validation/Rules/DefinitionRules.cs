using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>
/// Rules of CustomResourceDefinitions. The server holds what is the same in all versions (and so of a definition with one) once, above
/// the versions, and names it there: <c>spec.validation.openAPIV3Schema</c>.
/// </summary>
internal static class DefinitionRules
{
    private const string Approval = "api-approved.kubernetes.io";

    private static readonly string[] ColumnTypes = ["integer", "number", "string", "boolean", "date"];

    /// <summary>A definition.</summary>
    public static void Definition(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        var group = at["group"].AsString() ?? "";
        if (group.Length == 0)
        {
            faults.Required(Of("group"));
        }
        else if (NameRules.DnsSubdomain(group) is { Count: > 0 } wrong)
        {
            faults.Invalid(at["group"], wrong);
        }
        else if (!group.Contains('.', StringComparison.Ordinal))
        {
            faults.Invalid(at["group"], "should be a domain with at least one dot");
        }

        Approved(root, group, faults);
        if (Check.IsEmpty(at["scope"]))
        {
            faults.Required(Of("scope"));
        }
        else if (!at["scope"].Is("Cluster") && !at["scope"].Is("Namespaced"))
        {
            faults.NotSupported(at["scope"], "Cluster", "Namespaced");
        }

        if (at["preserveUnknownFields"].IsTrue)
        {
            faults.Invalid(at["preserveUnknownFields"], "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
        }

        Names(root, group, faults);
        Conversion(at["conversion"], faults);
        Versions(root, faults);
    }

    /// <summary>Where the server names something of a version: above all versions if it is the same in all of them.</summary>
    /// <param name="root">The definition.</param>
    /// <param name="index">The version's number.</param>
    /// <param name="field">The version's field.</param>
    /// <param name="above">The field's name above the versions.</param>
    /// <returns>The path from the root; null if it is told of the first version already.</returns>
    public static string? PathOf(Node root, int index, string field, string above)
    {
        var versions = root["spec"]["versions"];
        var first = versions[0][field];
        var isShared = first.Exists;
        foreach (var version in versions.Items)
        {
            isShared &= version.Index == 0 || SameValue.Are(first, version[field]);
        }

        return !isShared ? $".spec.versions[{index}].{field}" : index == 0 ? ".spec." + above : null;
    }

    private static void Approved(Node root, string group, Faults faults)
    {
        var isProtected = group is "k8s.io" or "kubernetes.io" || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".kubernetes.io", StringComparison.Ordinal);
        var approval = root["metadata"]["annotations"][Approval];
        var at = new Spot(root, $".metadata.annotations[{Approval}]", approval.Exists ? approval : root["metadata"].Exists ? root["metadata"] : root);
        if (isProtected && Check.IsEmpty(approval))
        {
            faults.Required(at, $"protected groups must have approval annotation \"{Approval}\", see https://github.com/kubernetes/enhancements/pull/1111");
        }
        else if (isProtected && approval.AsString() is { } text && !text.StartsWith("unapproved", StringComparison.Ordinal) && !Uri.TryCreate(text, UriKind.Absolute, out _))
        {
            faults.Invalid(at, "protected groups must have approval annotation with either a URL or a reason starting with \"unapproved\"");
        }
    }

    private static void Names(Node root, string group, Faults faults)
    {
        var names = root["spec"]["names"];
        Spot Of(string name) => names.Exists ? Spot.Of(names, name) : new Spot(root, ".spec.names." + name, root["spec"].Exists ? root["spec"] : root);
        var (kind, plural) = (names["kind"].AsString() ?? "", names["plural"].AsString() ?? "");
        // What is not said is made of the kind.
        var singular = names["singular"].AsString() is { Length: > 0 } one ? one : kind.ToLowerInvariant();
        var list = names["listKind"].AsString() is { Length: > 0 } said ? said : kind.Length > 0 ? kind + "List" : "";
        foreach (var (field, value) in ((string, string)[])[("plural", plural), ("singular", singular), ("kind", kind), ("listKind", list)])
        {
            if (value.Length == 0)
            {
                faults.Required(Of(field));
            }
            else
            {
                faults.Invalid(Of(field), NameRules.OldDnsLabel(field.EndsWith("ind", StringComparison.Ordinal) ? value.ToLowerInvariant() : value));
            }
        }

        if (kind.Length > 0 && kind == list)
        {
            faults.Invalid(Of("listKind"), "kind and listKind may not be the same");
        }

        foreach (var field in (ReadOnlySpan<string>)["shortNames", "categories"])
        {
            foreach (var name in names[field].Items)
            {
                faults.Invalid(name, NameRules.OldDnsLabel(name.AsString() ?? ""));
            }
        }

        if (root["metadata"]["name"].AsString() is { Length: > 0 } own && own != $"{plural}.{group}")
        {
            faults.Invalid(root["metadata"]["name"], "must be spec.names.plural+\".\"+spec.group");
        }
    }

    private static void Conversion(Node conversion, Faults faults)
    {
        if (!conversion.Exists)
        {
            return;
        }

        var strategy = conversion["strategy"];
        if (Check.IsEmpty(strategy))
        {
            faults.Required(Spot.Of(conversion, "strategy"));
        }
        else if (!strategy.Is("None") && !strategy.Is("Webhook"))
        {
            faults.NotSupported(strategy, "None", "Webhook");
        }

        var (webhook, client, versions) = (conversion["webhook"], conversion["webhook"]["clientConfig"], conversion["webhook"]["conversionReviewVersions"]);
        var clientSpot = Spot.Named(conversion, ".webhookClientConfig", client.Exists ? client : conversion);
        var versionsSpot = Spot.Named(conversion, ".conversionReviewVersions", versions.Exists ? versions : conversion);
        if (!strategy.Is("Webhook"))
        {
            if (client.Exists)
            {
                faults.Forbidden(clientSpot, "should not be set when strategy is not set to Webhook");
            }

            if (versions.Count > 0)
            {
                faults.Forbidden(versionsSpot, "should not be set when strategy is not set to Webhook");
            }

            return;
        }

        if (!client.Exists)
        {
            faults.Required(clientSpot, "required when strategy is set to Webhook");
        }
        else if (client["url"].Exists == client["service"].Exists)
        {
            faults.Required(clientSpot, "exactly one of url or service is required");
        }
        else if (client["url"].AsString() is { } url)
        {
            WebhookRules.Url(Spot.Named(conversion, ".webhookClientConfig.url", client["url"]), url, faults);
        }

        if (versions.Count == 0)
        {
            faults.Required(versionsSpot);
        }
        else if (!PodRules.Items(versions).Exists(version => version.Is("v1") || version.Is("v1beta1")))
        {
            faults.Invalid(versionsSpot, "must include at least one of v1, v1beta1");
        }
    }

    private static void Versions(Node root, Faults faults)
    {
        var versions = root["spec"]["versions"];
        var all = versions.Exists ? (Spot)versions : new Spot(root, ".spec.versions", root["spec"].Exists ? root["spec"] : root);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var (storages, stored, isUnique) = (0, "", true);
        foreach (var version in versions.Items)
        {
            var name = version["name"].AsString() ?? "";
            isUnique &= names.Add(name);
            var wrong = NameRules.OldDnsLabel(name);
            faults.Invalid(Spot.Of(version, "name"), wrong);
            if (version.Index == 0)
            {
                faults.Invalid(new Spot(root, ".spec.version", version["name"].Exists ? version["name"] : version), wrong);
            }

            if (version["storage"].IsTrue)
            {
                stored = storages++ == 0 ? name : stored;
                if (name != stored)
                {
                    faults.Invalid(new Spot(root, ".status.storedVersions", version["storage"]), $"must have the storage version {name}");
                }
            }

            Version(root, version, faults);
        }

        if (!isUnique)
        {
            faults.Invalid(all, "must contain unique version names");
        }

        if (storages != 1)
        {
            faults.Invalid(all, "must have exactly one version marked as storage version");
        }

        if (storages == 0)
        {
            faults.Invalid(new Spot(root, ".status.storedVersions", all.Where), "must have at least one stored version");
        }
    }

    private static void Version(Node root, Node version, Faults faults)
    {
        if (version["deprecationWarning"].AsString() is { } warning)
        {
            if (!version["deprecated"].IsTrue)
            {
                faults.Invalid(version["deprecationWarning"], "can only be set for deprecated versions");
            }
            else if (warning.Length is 0 or > 256)
            {
                faults.Invalid(version["deprecationWarning"], warning.Length == 0 ? "must not be an empty string" : "must be <= 256 characters long");
            }
        }

        var schema = version["schema"]["openAPIV3Schema"];
        if (!schema.Exists)
        {
            faults.Required(Spot.Named(version, ".schema.openAPIV3Schema", version["schema"].Exists ? version["schema"] : version), "schemas are required");
        }
        else if (PathOf(root, version.Index, "schema", "validation") is { } path)
        {
            SchemaRules.Validate(schema, root, path + ".openAPIV3Schema", faults);
        }

        if (PathOf(root, version.Index, "additionalPrinterColumns", "additionalPrinterColumns") is { } columns)
        {
            foreach (var column in version["additionalPrinterColumns"].Items)
            {
                Column(root, column, $"{columns}[{column.Index}]", faults);
            }
        }

        if (PathOf(root, version.Index, "selectableFields", "selectableFields") is { } selectable)
        {
            foreach (var field in version["selectableFields"].Items)
            {
                JsonPath(Spot.Named(root, $"{selectable}[{field.Index}].jsonPath", field["jsonPath"].Exists ? field["jsonPath"] : field), field["jsonPath"], faults);
            }
        }

        if (version["subresources"]["scale"] is { Exists: true } scale && PathOf(root, version.Index, "subresources", "subresources") is { } subresources)
        {
            Scale(root, scale, subresources + ".scale", faults);
        }
    }

    private static void Column(Node root, Node column, string path, Faults faults)
    {
        Spot Of(string name, Node where) => Spot.Named(root, $"{path}.{name}", where.Exists ? where : column);
        if (Check.IsEmpty(column["name"]))
        {
            faults.Required(Of("name", column["name"]));
        }

        if (Check.IsEmpty(column["type"]))
        {
            faults.Required(Of("type", column["type"]), "must be one of boolean,date,integer,number,string");
        }
        else if (!ColumnTypes.Contains(column["type"].AsString() ?? ""))
        {
            faults.Invalid(Of("type", column["type"]), "must be one of boolean,date,integer,number,string");
        }

        if (column["format"].AsString() is { Length: > 0 } format && format is not ("int32" or "int64" or "float" or "double" or "byte" or "date" or "date-time" or "password"))
        {
            faults.Invalid(Of("format", column["format"]), "must be one of byte,date,date-time,double,float,int32,int64,password");
        }

        JsonPath(Of("JSONPath", column["jsonPath"]), column["jsonPath"], faults);
    }

    private static void Scale(Node root, Node scale, string path, Faults faults)
    {
        foreach (var (field, below) in ((string, string)[])[("specReplicasPath", ".spec"), ("statusReplicasPath", ".status")])
        {
            var at = Spot.Named(root, $"{path}.{field}", scale[field].Exists ? scale[field] : scale);
            if (JsonPath(at, scale[field], faults) is { } text && !text.StartsWith(below + ".", StringComparison.Ordinal))
            {
                faults.Invalid(at, $"should be a json path under {below}");
            }
        }

        if (!Check.IsEmpty(scale["labelSelectorPath"]))
        {
            var at = Spot.Named(root, $"{path}.labelSelectorPath", scale["labelSelectorPath"]);
            if (JsonPath(at, scale["labelSelectorPath"], faults) is { } text && !text.StartsWith(".spec.", StringComparison.Ordinal) && !text.StartsWith(".status.", StringComparison.Ordinal))
            {
                faults.Invalid(at, "should be a json path under either .spec or .status");
            }
        }
    }

    private static string? JsonPath(Spot at, Node path, Faults faults)
    {
        var text = path.AsString() ?? "";
        if (text.Length == 0)
        {
            faults.Required(at);
            return null;
        }

        if (text[0] != '.')
        {
            faults.Invalid(at, "must be a simple json path starting with .");
            return null;
        }

        return text;
    }
}
