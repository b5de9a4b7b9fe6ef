using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of NetworkPolicies.</summary>
internal static class NetworkRules
{
    /// <summary>One side of a connection.</summary>
    public static void Peer(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var block = at["ipBlock"];
        var selectors = (at["podSelector"].Exists ? 1 : 0) + (at["namespaceSelector"].Exists ? 1 : 0);
        if (block.Exists)
        {
            Block(block, faults);
            if (selectors > 0)
            {
                faults.Forbidden(at, "may not specify both ipBlock and another peer");
            }
        }
        else if (selectors == 0)
        {
            faults.Required(at, "must specify a peer");
        }
    }

    private static void Block(Node block, Faults faults)
    {
        var range = block["cidr"].AsString() ?? "";
        if (range.Length == 0)
        {
            faults.Required(Spot.Of(block, "cidr"));
            return;
        }

        var wrong = AddressText.WrongRange(range);
        faults.Invalid(block["cidr"], wrong);
        foreach (var except in block["except"].Items)
        {
            var text = except.AsString() ?? "";
            var bad = AddressText.WrongRange(text);
            faults.Invalid(except, bad);
            if (bad.Count == 0 && wrong.Count == 0 && !AddressText.IsStrictSubset(text, range))
            {
                faults.Invalid(except, "must be a strict subset of `cidr`");
            }
        }
    }

    /// <summary>A port, or all from it to another.</summary>
    public static void Port(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var (port, end) = (at["port"], at["endPort"]);
        if (at["protocol"].Kind == NodeKind.String && !at["protocol"].Is("TCP") && !at["protocol"].Is("UDP") && !at["protocol"].Is("SCTP"))
        {
            faults.NotSupported(at["protocol"], "TCP", "UDP", "SCTP");
        }

        if (port.Exists)
        {
            ServiceRules.NumberOrName(port, port, faults);
        }

        if (end.Kind != NodeKind.Int)
        {
            return;
        }

        if (!port.Exists)
        {
            faults.Invalid(end, "may not be specified when `port` is not specified");
        }
        else if (port.Kind == NodeKind.String)
        {
            faults.Invalid(end, "may not be specified when `port` is non-numeric");
        }
        else if (end.Int < port.Int)
        {
            faults.Invalid(end, "must be greater than or equal to `port`");
        }

        if (end.Int is < 1 or > 65535)
        {
            faults.Invalid(end, "must be between 1 and 65535, inclusive");
        }
    }

    /// <summary>What a policy is for.</summary>
    public static void Types(Node root, Scope scope)
    {
        var types = root["spec"]["policyTypes"];
        if (types.Count > 2)
        {
            scope.Faults.Invalid(types, "may not specify more than two policyTypes");
            return;
        }

        foreach (var type in types.Items)
        {
            if (!type.Is("Ingress") && !type.Is("Egress"))
            {
                scope.Faults.NotSupported(type, "Ingress", "Egress");
            }
        }
    }
}
