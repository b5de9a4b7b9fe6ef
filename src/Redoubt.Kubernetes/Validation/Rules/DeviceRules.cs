using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of claims of devices.</summary>
internal static class DeviceRules
{
    private const string OneOfTwo = "exactly one of `exactly` or `firstAvailable` is required";
    private const string NoRequest = "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";

    /// <summary>What a claim asks for.</summary>
    public static void Claim(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in at["requests"].Items)
        {
            var name = request["name"].AsString() ?? "";
            if (name.Length == 0)
            {
                faults.Required(Spot.Of(request, "name"));
            }
            else
            {
                faults.Invalid(request["name"], NameRules.DnsLabel(name));
                names.Add(name);
            }

            if (!seen.Add(name))
            {
                faults.Duplicate(request);
            }

            Request(request, name, names, faults);
        }

        foreach (var list in (ReadOnlySpan<string>)["constraints", "config"])
        {
            foreach (var one in at[list].Items)
            {
                foreach (var request in one["requests"].Items)
                {
                    if (!names.Contains(request.AsString() ?? ""))
                    {
                        faults.Invalid(request, NoRequest);
                    }
                }
            }
        }

        foreach (var constraint in at["constraints"].Items)
        {
            if (constraint["matchAttribute"].AsString() is { } attribute)
            {
                Attribute(constraint["matchAttribute"], attribute, faults);
            }
        }
    }

    private static void Attribute(Node at, string text, Faults faults)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            faults.Invalid(at, "must include a domain prefix");
        }
        else
        {
            faults.Invalid(at, NameRules.DnsSubdomain(text[..slash].ToLowerInvariant()));
        }

        var identifier = text[(slash + 1)..];
        faults.Invalid(at, TextFormats.Named("c-identifier")(identifier));
    }

    private static void Request(Node request, string name, HashSet<string> names, Faults faults)
    {
        var (exactly, first) = (request["exactly"], request["firstAvailable"]);
        if (exactly.Exists && first.Count > 0)
        {
            faults.Invalid(request, OneOfTwo + ", but multiple fields are set");
            return;
        }

        if (!exactly.Exists && first.Count == 0)
        {
            faults.Required(request, OneOfTwo);
            return;
        }

        if (exactly.Exists)
        {
            Exact(exactly, faults);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in first.Items)
        {
            var sub = one["name"].AsString() ?? "";
            if (sub.Length == 0)
            {
                faults.Required(Spot.Of(one, "name"));
            }
            else
            {
                faults.Invalid(one["name"], NameRules.DnsLabel(sub));
                names.Add($"{name}/{sub}");
            }

            if (!seen.Add(sub))
            {
                faults.Duplicate(one);
            }

            Exact(one, faults);
        }
    }

    private static void Exact(Node at, Faults faults)
    {
        if (Check.IsEmpty(at["deviceClassName"]))
        {
            faults.Required(Spot.Of(at, "deviceClassName"));
        }
        else
        {
            faults.Invalid(at["deviceClassName"], NameRules.DnsSubdomain(at["deviceClassName"].AsString() ?? ""));
        }

        var (mode, count) = (at["allocationMode"].AsString() is { Length: > 0 } said ? said : "ExactCount", at["count"]);
        if (mode == "All")
        {
            if (count is { Kind: NodeKind.Int, Int: not 0 })
            {
                faults.Invalid(count, "must not be specified when allocationMode is 'All'");
            }
        }
        else if (mode == "ExactCount")
        {
            if (count is { Kind: NodeKind.Int, Int: < 0 })
            {
                faults.Invalid(count, "must be greater than zero");
            }
        }
        else
        {
            faults.NotSupported(at["allocationMode"], "All", "ExactCount");
        }

        foreach (var toleration in at["tolerations"].Items)
        {
            Toleration(toleration, faults);
        }
    }

    private static void Toleration(Node toleration, Faults faults)
    {
        if (toleration["key"].AsString() is { Length: > 0 } key)
        {
            faults.Invalid(toleration["key"], NameRules.QualifiedName(key));
        }

        if (toleration["operator"].AsString() is { Length: > 0 } operation && operation is not ("Exists" or "Equal"))
        {
            faults.NotSupported(toleration["operator"], "Equal", "Exists");
        }

        if (toleration["effect"].AsString() is { Length: > 0 } effect && effect is not ("None" or "NoSchedule" or "NoExecute"))
        {
            faults.NotSupported(toleration["effect"], "NoExecute", "NoSchedule", "None");
        }
    }

    /// <summary>Parameters for a driver.</summary>
    public static void Opaque(Node at, Scope scope)
    {
        var driver = at["driver"].AsString() ?? "";
        if (driver.Length == 0)
        {
            scope.Faults.Required(Spot.Of(at, "driver"));
        }
        else
        {
            scope.Faults.Invalid(at["driver"], NameRules.DnsSubdomain(driver.ToLowerInvariant()));
        }

        if (!at["parameters"].Exists)
        {
            scope.Faults.Required(Spot.Of(at, "parameters"));
        }
        else if (at["parameters"].Kind != NodeKind.Map)
        {
            scope.Faults.Invalid(at["parameters"], "parameters must be a valid JSON object");
        }
    }
}
