using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of webhooks, and of what webhooks and policies match.</summary>
internal static class WebhookRules
{
    private static readonly string[] Operations = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];

    /// <summary>A webhook.</summary>
    public static void Webhook(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var name = at["name"].AsString() ?? "";
        if (name.Length == 0)
        {
            faults.Required(Spot.Of(at, "name"));
        }
        else
        {
            var wrong = NameRules.DnsSubdomain(name);
            faults.Invalid(at["name"], wrong);
            if (wrong.Count == 0 && name.Split('.').Length < 3)
            {
                faults.Invalid(at["name"], "should be a domain with at least three segments separated by dots");
            }
        }

        var effects = at["sideEffects"];
        if (!effects.Exists)
        {
            faults.Required(Spot.Of(at, "sideEffects"), "must specify one of None, NoneOnDryRun");
        }
        else if (!effects.Is("None") && !effects.Is("NoneOnDryRun"))
        {
            faults.NotSupported(effects, "None", "NoneOnDryRun");
        }

        if (at["timeoutSeconds"] is { Kind: NodeKind.Int } timeout && timeout.Int is < 1 or > 30)
        {
            faults.Invalid(timeout, "the timeout value must be between 1 and 30 seconds");
        }

        ReviewVersions(at, faults);
        Client(at, faults);
        Conditions(at["matchConditions"], faults);
    }

    private static void ReviewVersions(Node at, Faults faults)
    {
        var versions = at["admissionReviewVersions"];
        if (versions.Count == 0)
        {
            faults.Required(Spot.Of(at, "admissionReviewVersions"), "must specify one of v1, v1beta1");
            return;
        }

        var isKnown = false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions.Items)
        {
            var text = version.AsString() ?? "";
            isKnown |= text is "v1" or "v1beta1";
            if (!seen.Add(text))
            {
                faults.Invalid(version, "duplicate version");
            }

            faults.Invalid(version, NameRules.OldDnsLabel(text));
        }

        if (!isKnown)
        {
            faults.Invalid(versions, "must include at least one of v1, v1beta1");
        }
    }

    private static void Client(Node at, Faults faults)
    {
        var client = at["clientConfig"];
        var (url, service) = (client["url"], client["service"]);
        if (url.Exists == service.Exists)
        {
            faults.Required(client.Exists ? client : Spot.Of(at, "clientConfig"), "exactly one of url or service is required");
        }

        if (url.AsString() is { } text)
        {
            Url(url, text, faults);
        }

        if (service.Exists)
        {
            Service(service, "namespace", "name", faults);
        }
    }

    /// <summary>The address of a webhook.</summary>
    public static void Url(Spot at, string text, Faults faults)
    {
        const string Form = "; desired format: https://host[/path]";
        if (GoUrl.ReadRequest(text, out _) is null && !text.Contains('#', StringComparison.Ordinal) && !Uri.TryCreate(text, UriKind.Absolute, out _))
        {
            faults.Required(at, "url must be a valid URL" + Form);
            return;
        }

        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (!text.StartsWith("https://", StringComparison.Ordinal))
        {
            faults.Invalid(at, "'https' is the only allowed URL scheme" + Form);
        }

        var rest = colon < 0 ? "" : text[(colon + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        if (authority.Length == 0)
        {
            faults.Invalid(at, "host must be specified" + Form);
        }

        if (authority.Contains('@', StringComparison.Ordinal))
        {
            faults.Invalid(at, "user information is not permitted in the URL");
        }

        var (query, fragment) = (text.IndexOf('?', StringComparison.Ordinal), text.IndexOf('#', StringComparison.Ordinal));
        if (fragment >= 0 && fragment < text.Length - 1)
        {
            faults.Invalid(at, "fragments are not permitted in the URL");
        }

        if (query >= 0 && (fragment < 0 || query < fragment) && query < (fragment < 0 ? text.Length : fragment) - 1)
        {
            faults.Invalid(at, "query parameters are not permitted in the URL");
        }
    }

    /// <summary>A Service that answers.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="nameAs">What the server calls a missing name: it takes the one for the other in webhooks.</param>
    /// <param name="namespaceAs">What it calls a missing namespace.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Service(Node service, string nameAs, string namespaceAs, Faults faults)
    {
        if (Check.IsEmpty(service["name"]))
        {
            faults.Required(Spot.Named(service, "." + nameAs, service));
        }

        if (Check.IsEmpty(service["namespace"]))
        {
            faults.Required(Spot.Named(service, "." + namespaceAs, service));
        }

        if (service["port"] is { Kind: NodeKind.Int, Int: < 1 or > 65535 } number)
        {
            faults.Invalid(number, "port is not valid: must be between 1 and 65535, inclusive");
        }

        if (service["path"].AsString() is { } path)
        {
            Path(service["path"], path, faults);
        }
    }

    private static void Path(Node at, string path, Faults faults)
    {
        if (path == "/")
        {
            return;
        }

        if (path == "//")
        {
            faults.Invalid(at, "segment[0] may not be empty");
        }

        if (!path.StartsWith('/'))
        {
            faults.Invalid(at, "must start with a '/'");
        }

        var steps = path[Math.Min(1, path.Length)..].Split('/');
        if (steps[^1].Length == 0)
        {
            steps = steps[..^1];
        }

        for (var step = 0; step < steps.Length; step++)
        {
            if (steps[step].Length == 0)
            {
                faults.Invalid(at, $"segment[{step}] may not be empty");
            }
            else
            {
                faults.Invalid(at, [.. NameRules.DnsSubdomain(steps[step]).Select(wrong => $"segment[{step}]: {wrong}")]);
            }
        }
    }

    /// <summary>Conditions of matching: at most 64, each with a name of its own and an expression.</summary>
    public static void Conditions(Node conditions, Faults faults)
    {
        if (conditions.Count > 64)
        {
            faults.TooMany(conditions, "must have at most 64 items");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in conditions.Items)
        {
            var name = condition["name"].AsString() ?? "";
            if (name.Length == 0)
            {
                faults.Required(Spot.Of(condition, "name"));
            }
            else
            {
                faults.Invalid(condition["name"], NameRules.QualifiedName(name));
                if (!names.Add(name))
                {
                    faults.Duplicate(condition["name"]);
                }
            }

            if ((condition["expression"].AsString() ?? "").Trim().Length == 0)
            {
                faults.Required(Spot.Of(condition, "expression"));
            }
        }
    }

    /// <summary>What requests a webhook or a policy is for.</summary>
    public static void Rule(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (at["operations"].Count == 0)
        {
            faults.Required(Spot.Of(at, "operations"));
        }

        Stars(at, "operations", "operations", faults);
        foreach (var operation in at["operations"].Items)
        {
            if (!Operations.Contains(operation.AsString() ?? ""))
            {
                faults.NotSupported(operation, Operations);
            }
        }

        foreach (var field in (ReadOnlySpan<string>)["apiGroups", "apiVersions"])
        {
            if (at[field].Count == 0)
            {
                faults.Required(Spot.Of(at, field));
            }

            Stars(at, field, field == "apiGroups" ? "API groups" : "API versions", faults);
        }

        foreach (var version in at["apiVersions"].Items)
        {
            if (Check.IsEmpty(version))
            {
                faults.Required(version);
            }
        }

        Resources(at["resources"], Spot.Of(at, "resources"), faults);
        if (at["scope"].AsString() is { } reach && reach is not ("*" or "Cluster" or "Namespaced"))
        {
            faults.NotSupported(at["scope"], "*", "Cluster", "Namespaced");
        }
    }

    private static void Stars(Node at, string field, string what, Faults faults)
    {
        foreach (var item in at[field].Items)
        {
            if (item.Is("*") && at[field].Count > 1)
            {
                faults.Invalid(at[field], $"if '*' is present, must not specify other {what}");
                return;
            }
        }
    }

    private static void Resources(Node resources, Spot at, Faults faults)
    {
        if (resources.Count == 0)
        {
            faults.Required(at);
        }

        var (all, withSub, hasAll) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), false);
        foreach (var resource in resources.Items)
        {
            var text = resource.AsString() ?? "";
            if (text.Length == 0)
            {
                faults.Required(resource);
                continue;
            }

            hasAll |= text == "*/*";
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
            {
                continue;
            }

            var (kind, sub) = (text[..slash], text[(slash + 1)..]);
            if (all.Contains(kind))
            {
                faults.Invalid(resource, $"if '{kind}/*' is present, must not specify {text}");
            }

            if (withSub.Contains(sub))
            {
                faults.Invalid(resource, $"if '*/{sub}' is present, must not specify {text}");
            }

            if (sub == "*")
            {
                all.Add(kind);
            }

            if (kind == "*")
            {
                withSub.Add(sub);
            }
        }

        if (resources.Count > 1 && hasAll)
        {
            faults.Invalid(resources, "if '*/*' is present, must not specify other resources");
        }

        var hasStar = false;
        var hasKind = false;
        foreach (var resource in resources.Items)
        {
            hasStar |= resource.Is("*");
            hasKind |= !resource.Is("*") && !(resource.AsString() ?? "").Contains('/', StringComparison.Ordinal);
        }

        if (hasStar && hasKind)
        {
            faults.Invalid(resources, "if '*' is present, must not specify other resources without subresources");
        }
    }
}
