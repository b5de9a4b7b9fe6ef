using Redoubt.Evidence;
using Redoubt.Evidence.Quantities;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of amounts: what a container asks for, what a claim, a quota or a range of limits names.</summary>
internal static class ResourceRules
{
    private const string HugePages = "hugepages-";
    private const string Negative = "must be greater than or equal to 0";

    /// <summary>A container's amounts.</summary>
    public static void Container(Node resources, HashSet<string> claims, bool isPod, Faults faults)
    {
        Amounts(resources["limits"], isPod: false, faults);
        Amounts(resources["requests"], isPod: false, faults);
        if (isPod)
        {
            Defaulted(resources, faults);
        }

        RequestsFit(resources, faults);
        var seen = resources["claims"].Count == 0 ? claims : new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in resources["claims"].Items)
        {
            var name = claim["name"].AsString() ?? "";
            if (name.Length == 0)
            {
                faults.Required(Spot.Of(claim, "name"));
                continue;
            }

            if (!seen.Add(name + "/" + claim["request"].AsString()))
            {
                faults.Duplicate(claim);
            }
            else if (!claims.Contains(name))
            {
                faults.NotFound(claim, "must be one of the names in pod.spec.resourceClaims" + (claims.Count == 0 ? " which is empty" : ""));
            }
        }
    }

    /// <summary>A pod's own amounts: of cpu, memory and huge pages.</summary>
    public static void Pod(Node at, Scope scope)
    {
        if (at["resources"] is { Exists: true } resources)
        {
            Amounts(resources["limits"], isPod: true, scope.Faults);
            Amounts(resources["requests"], isPod: true, scope.Faults);
            RequestsFit(resources, scope.Faults);
            Containers(at, resources, scope.Faults);
        }
    }

    // What a pod does not ask for is what its containers do.
    private static void Containers(Node pod, Node resources, Faults faults)
    {
        foreach (var limit in resources["limits"].Fields)
        {
            if (resources["requests"].TryGet(limit.Key, out _) || Read(limit) is not { } most)
            {
                continue;
            }

            var name = limit.Key.ToString();
            var sum = Quantity.Small(0, 0, QuantityFormat.Decimal);
            foreach (var container in pod["containers"].Items)
            {
                var of = container["resources"];
                sum = sum.Add(Read(of["requests"][name]) ?? Read(of["limits"][name]) ?? Quantity.Small(0, 0, QuantityFormat.Decimal));
            }

            if (sum.CompareTo(most) > 0)
            {
                faults.Invalid(Spot.Named(resources, ".requests", limit), $"must be less than or equal to {name} limit of {most}");
            }
        }
    }

    /// <summary>One amount: not negative, and whole where only whole ones exist.</summary>
    public static void Amount(Node amount, ReadOnlySpan<char> resource, Faults faults)
    {
        // Only what is below zero or not whole has a fault.
        if ((!amount.Text.StartsWith('-') && !IsExtended(resource)) || Read(amount) is not { } quantity)
        {
            return;
        }

        if (quantity.Sign < 0)
        {
            faults.Invalid(amount, Negative);
        }

        if (IsExtended(resource) && !IsWhole(quantity))
        {
            faults.Invalid(amount, "must be an integer");
        }
    }

    /// <summary>A quantity; null if it is not there.</summary>
    public static Quantity? Read(Node amount) => amount.AsString() is { } text ? Quantity.Read(text, out _) : null;

    /// <summary>Whether a name is that of a resource that makers of devices add.</summary>
    public static bool IsExtended(ReadOnlySpan<char> resource) => resource.Contains('/')
        && !resource.Contains("kubernetes.io/", StringComparison.Ordinal) && !resource.StartsWith("requests.");

    /// <summary>Whether a quantity has no fraction.</summary>
    public static bool IsWhole(Quantity quantity) => quantity.Scale >= 0
        || quantity.Number % System.Numerics.BigInteger.Pow(10, -quantity.Scale) == 0;

    // In a Pod, what has only a limit asks for as much: the server tells the fault of both.
    private static void Defaulted(Node resources, Faults faults)
    {
        foreach (var limit in resources["limits"].Fields)
        {
            if (!resources["requests"].TryGet(limit.Key, out _) && faults.IsTold(limit))
            {
                faults.Invalid(Spot.Named(resources, $".requests[{limit.Key}]", limit), "as its limit");
            }
        }
    }

    private static void Amounts(Node amounts, bool isPod, Faults faults)
    {
        foreach (var amount in amounts.Fields)
        {
            var resource = amount.Key;
            var isHuge = resource.StartsWith(HugePages);
            if (isPod && !isHuge && resource is not ("cpu" or "memory"))
            {
                faults.NotSupported(Spot.Named(amounts, $"[{resource}]", amount), "cpu", "hugepages-", "memory");
                continue;
            }

            if (!NameRules.IsQualifiedName(resource))
            {
                faults.Invalid(Spot.Named(amounts, $"[{resource}]", amount), NameRules.QualifiedName(resource.ToString()));
            }

            if (!resource.Contains('/') && !isHuge && resource is not ("cpu" or "memory" or "ephemeral-storage"))
            {
                faults.Invalid(amount, "must be a standard resource for containers");
            }

            Amount(amount, resource, faults);
            if (isHuge && Quantity.Read(resource[HugePages.Length..].ToString(), out _) is { Sign: > 0 } page && Read(amount) is { } size && !IsMultiple(size, page))
            {
                faults.Invalid(amount, $"is not positive integer multiple of {resource}");
            }
        }
    }

    private static bool IsMultiple(Quantity size, Quantity page)
    {
        var scale = Math.Min(size.Scale, page.Scale);
        var one = page.Number * System.Numerics.BigInteger.Pow(10, page.Scale - scale);
        return (size.Number * System.Numerics.BigInteger.Pow(10, size.Scale - scale) % one).IsZero;
    }

    private static void RequestsFit(Node resources, Faults faults)
    {
        var (limits, requests) = (resources["limits"], resources["requests"]);
        var (hasHuge, hasBase) = (false, false);
        foreach (var request in requests.Fields)
        {
            var resource = request.Key;
            var at = Spot.Named(requests, "", request);
            var isFixed = IsExtended(resource) || resource.StartsWith(HugePages);
            hasHuge |= resource.StartsWith(HugePages);
            hasBase |= resource is "cpu" or "memory";
            limits.TryGet(resource, out var most);
            if (most.Kind == NodeKind.String && most.Text.SequenceEqual(request.Text))
            {
                continue;
            }

            if (Read(most) is { } limit && Read(request) is { } wanted)
            {
                if (isFixed ? wanted.CompareTo(limit) != 0 : wanted.CompareTo(limit) > 0)
                {
                    faults.Invalid(at, $"must be {(isFixed ? "equal to" : "less than or equal to")} {resource} limit of {limit}");
                }
            }
            else if (isFixed)
            {
                faults.Required(Spot.Of(resources, "limits"), "Limit must be set for non overcommitable resources");
            }
        }

        foreach (var limit in limits.Fields)
        {
            hasHuge |= limit.Key.StartsWith(HugePages);
            hasBase |= limit.Key is "cpu" or "memory";
        }

        if (hasHuge && !hasBase)
        {
            faults.Forbidden(resources, "HugePages require cpu or memory");
        }
    }
}
