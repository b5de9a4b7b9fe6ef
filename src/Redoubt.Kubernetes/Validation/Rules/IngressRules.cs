using System.Net;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of Ingresses and their classes.</summary>
internal static class IngressRules
{
    private static readonly string[] BadSequences = ["//", "/./", "/../", "%2f", "%2F"];
    private static readonly string[] BadEnds = ["/..", "/."];

    /// <summary>An Ingress.</summary>
    public static void Ingress(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        if (!at["defaultBackend"].Exists && at["rules"].Count == 0)
        {
            faults.Invalid(Spot.Of(root, "spec"), "either `defaultBackend` or `rules` must be specified");
        }

        if (at["defaultBackend"].Exists)
        {
            Backend(at["defaultBackend"], at["defaultBackend"], faults);
        }

        foreach (var rule in at["rules"].Items)
        {
            Rule(rule, faults);
        }

        foreach (var tls in at["tls"].Items)
        {
            foreach (var host in tls["hosts"].Items)
            {
                faults.Invalid(host, TextFormats.Named("host")(host.AsString() ?? ""));
            }

            if (tls["secretName"].AsString() is { Length: > 0 } secret)
            {
                faults.Invalid(tls["secretName"], NameRules.DnsSubdomain(secret));
            }
        }

        if (at["ingressClassName"].AsString() is { } name)
        {
            faults.Invalid(at["ingressClassName"], NameRules.DnsSubdomain(name));
            if (root["metadata"]["annotations"]["kubernetes.io/ingress.class"] is { Exists: true } old && !old.Is(name))
            {
                faults.Invalid(old, "must match `ingressClassName` when both are specified");
            }
        }
    }

    private static void Rule(Node rule, Faults faults)
    {
        if (rule["host"].AsString() is { Length: > 0 } host)
        {
            if (IPAddress.TryParse(host, out _) && (host.Contains(':', StringComparison.Ordinal) || host.Count(unit => unit == '.') == 3))
            {
                faults.Invalid(rule["host"], "must be a DNS name, not an IP address");
            }

            faults.Invalid(rule["host"], TextFormats.Named("host")(host));
        }

        if (!rule["http"].Exists)
        {
            return;
        }

        if (rule["http"]["paths"].Count == 0)
        {
            faults.Required(Spot.Of(rule["http"], "paths"));
        }

        foreach (var path in rule["http"]["paths"].Items)
        {
            HttpPath(path, faults);
        }
    }

    private static void HttpPath(Node at, Faults faults)
    {
        var (type, path) = (at["pathType"], at["path"].AsString() ?? "");
        if (!type.Exists)
        {
            faults.Required(Spot.Of(at, "pathType"), "pathType must be specified");
        }
        else if (type.Is("Exact") || type.Is("Prefix"))
        {
            ExactPath(Spot.Of(at, "path"), path, faults);
        }
        else if (type.Is("ImplementationSpecific"))
        {
            if (path.Length > 0 && path[0] != '/')
            {
                faults.Invalid(at["path"], "must be an absolute path");
            }
        }
        else
        {
            faults.NotSupported(type, "Exact", "ImplementationSpecific", "Prefix");
        }

        Backend(at["backend"], Spot.Of(at, "backend"), faults);
    }

    private static void ExactPath(Spot at, string path, Faults faults)
    {
        if (!path.StartsWith('/'))
        {
            faults.Invalid(at, "must be an absolute path");
        }

        foreach (var bad in BadSequences)
        {
            if (path.Contains(bad, StringComparison.Ordinal))
            {
                faults.Invalid(at, $"must not contain '{bad}'");
            }
        }

        foreach (var bad in BadEnds)
        {
            if (path.EndsWith(bad, StringComparison.Ordinal))
            {
                faults.Invalid(at, $"cannot end with '{bad}'");
            }
        }
    }

    private static void Backend(Node backend, Spot at, Faults faults)
    {
        var (service, resource) = (backend["service"], backend["resource"]);
        if (resource.Exists && service.Exists)
        {
            faults.Invalid(at, "cannot set both resource and service backends");
            return;
        }

        if (resource.Exists)
        {
            if (resource["apiGroup"].AsString() is { Length: > 0 } group)
            {
                faults.Invalid(resource["apiGroup"], NameRules.DnsSubdomain(group));
            }

            foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
            {
                if (Check.IsEmpty(resource[field]))
                {
                    faults.Required(Spot.Of(resource, field));
                }
                else
                {
                    faults.Invalid(resource[field], TextFormats.PathSegment(resource[field].AsString() ?? ""));
                }
            }

            return;
        }

        if (!service.Exists)
        {
            faults.Invalid(at, "resource or service backend is required");
            return;
        }

        Service(service, at, faults);
    }

    private static void Service(Node service, Spot at, Faults faults)
    {
        if (service["name"].AsString() is { Length: > 0 } name)
        {
            faults.Invalid(service["name"], NameRules.DnsLabel(name));
        }
        else
        {
            faults.Required(Spot.Of(service, "name"));
        }

        var (portName, number) = (service["port"]["name"].AsString() ?? "", service["port"]["number"]);
        var hasNumber = number is { Kind: NodeKind.Int, Int: not 0 };
        if (portName.Length > 0 && hasNumber)
        {
            faults.Invalid(at, "cannot set both port name & port number");
        }
        else if (portName.Length > 0)
        {
            faults.Invalid(service["port"]["name"], TextFormats.PortName(portName));
        }
        else if (hasNumber)
        {
            if (number.Int is < 1 or > 65535)
            {
                faults.Invalid(number, "must be between 1 and 65535, inclusive");
            }
        }
        else
        {
            faults.Required(at, "port name or number is required");
        }
    }

    /// <summary>The parameters of a class of Ingresses.</summary>
    public static void Parameters(Node at, Scope scope)
    {
        if (at["parameters"] is not { Exists: true } parameters)
        {
            return;
        }

        if (parameters["apiGroup"].AsString() is { Length: > 0 } group)
        {
            scope.Faults.Invalid(parameters["apiGroup"], NameRules.DnsSubdomain(group));
        }

        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (Check.IsEmpty(parameters[field]))
            {
                scope.Faults.Required(Spot.Of(parameters, field));
            }
            else
            {
                scope.Faults.Invalid(parameters[field], TextFormats.PathSegment(parameters[field].AsString() ?? ""));
            }
        }

        var where = parameters["scope"].AsString() ?? "Cluster";
        if (where is not ("Cluster" or "Namespace"))
        {
            scope.Faults.NotSupported(parameters["scope"], "Cluster", "Namespace");
        }

        if (where == "Namespace" && Check.IsEmpty(parameters["namespace"]))
        {
            scope.Faults.Required(Spot.Of(parameters, "namespace"), "`parameters.scope` is set to 'Namespace'");
        }

        if (where == "Cluster" && parameters["namespace"].Exists)
        {
            scope.Faults.Forbidden(parameters["namespace"], "`parameters.scope` is set to 'Cluster'");
        }
    }
}
