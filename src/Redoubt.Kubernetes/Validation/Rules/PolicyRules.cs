using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of admission policies and their bindings, but for their expressions.</summary>
internal static class PolicyRules
{
    private const string OneItem = "validations or auditAnnotations must contain at least one item";

    /// <summary>A ValidatingAdmissionPolicy.</summary>
    public static void Validating(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Common(root, at, faults);
        if (at["validations"].Count == 0 && at["auditAnnotations"].Count == 0)
        {
            faults.Required(at.Exists ? Spot.Of(at, "validations") : new Spot(root, ".spec.validations", root), OneItem);
            faults.Required(at.Exists ? Spot.Of(at, "auditAnnotations") : new Spot(root, ".spec.auditAnnotations", root), OneItem);
        }

        foreach (var validation in at["validations"].Items)
        {
            if (Blank(validation["expression"]))
            {
                faults.Required(Spot.Of(validation, "expression"), "expression is not specified");
            }

            if (validation["message"].AsString() is { } message)
            {
                if (message.Length > 0 && message.Trim().Length == 0)
                {
                    faults.Invalid(validation["message"], "message must be non-empty if specified");
                }
                else if (message.Contains('\n', StringComparison.Ordinal))
                {
                    faults.Invalid(validation["message"], "message must not contain line breaks");
                }
            }

            if (validation["messageExpression"].AsString() is { Length: > 0 } said && said.Trim().Length == 0)
            {
                faults.Invalid(validation["messageExpression"], "must be non-empty if specified");
            }

            if (validation["reason"].AsString() is { } reason && reason is not ("Unauthorized" or "Forbidden" or "Invalid" or "RequestEntityTooLarge"))
            {
                faults.NotSupported(validation["reason"], "Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized");
            }
        }

        Annotations(root, at["auditAnnotations"], faults);
    }

    private static void Annotations(Node root, Node annotations, Faults faults)
    {
        if (annotations.Count > 20)
        {
            faults.TooMany(annotations, "must have at most 20 items");
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var annotation in annotations.Items)
        {
            var key = annotation["key"].AsString() ?? "";
            faults.Invalid(Spot.Of(annotation, "key"), NameRules.QualifiedName(root["metadata"]["name"].AsString() + "/" + key));
            if (!keys.Add(key))
            {
                faults.Duplicate(Spot.Of(annotation, "key"));
            }

            if (Blank(annotation["valueExpression"]))
            {
                faults.Required(Spot.Of(annotation, "valueExpression"), "valueExpression is not specified");
            }
            else if (annotation["valueExpression"].Text.Length > 5 * 1024)
            {
                faults.Invalid(annotation["valueExpression"], "must not exceed 5KiB in length");
            }
        }
    }

    /// <summary>A MutatingAdmissionPolicy.</summary>
    public static void Mutating(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Common(root, at, faults);
        if (at["mutations"].Count == 0)
        {
            faults.Required(at.Exists ? Spot.Of(at, "mutations") : new Spot(root, ".spec.mutations", root), "mutations must contain at least one item");
        }

        foreach (var mutation in at["mutations"].Items)
        {
            Mutation(mutation, faults);
        }

        DeletesNothing(at["matchConstraints"]["resourceRules"], faults);
        var again = at["reinvocationPolicy"];
        if (Check.IsEmpty(again))
        {
            faults.Required(at.Exists ? Spot.Of(at, "reinvocationPolicy") : new Spot(root, ".spec.reinvocationPolicy", root));
        }
        else if (!again.Is("Never") && !again.Is("IfNeeded"))
        {
            faults.NotSupported(again, "IfNeeded", "Never");
        }
    }

    // What is deleted leaves no object to change. The server names the list without saying of which rule.
    private static void DeletesNothing(Node rules, Faults faults)
    {
        foreach (var rule in rules.Items)
        {
            foreach (var operation in rule["operations"].Items)
            {
                if (operation.Is("DELETE"))
                {
                    faults.NotSupported(Spot.Named(rules, ".operations", operation), "*", "CONNECT", "CREATE", "UPDATE");
                }
            }
        }
    }

    private static void Mutation(Node mutation, Faults faults)
    {
        var (apply, patch) = (mutation["applyConfiguration"], mutation["jsonPatch"]);
        switch (mutation["patchType"].AsString() ?? "")
        {
            case "":
                faults.Required(Spot.Of(mutation, "patchType"));
                break;
            case "ApplyConfiguration":
                One(mutation, "applyConfiguration", apply, patch, "ApplyConfiguration", faults);
                break;
            case "JSONPatch":
                One(mutation, "jsonPatch", patch, apply, "JSONPatch", faults);
                break;
            default:
                faults.NotSupported(mutation["patchType"], "ApplyConfiguration", "JSONPatch");
                break;
        }
    }

    private static void One(Node mutation, string field, Node own, Node other, string type, Faults faults)
    {
        if (!own.Exists)
        {
            faults.Required(Spot.Of(mutation, field), $"must be specified when patchType is {type}");
        }
        else if (Blank(own["expression"]))
        {
            faults.Required(Spot.Of(own, "expression"), "expression is not specified");
        }

        if (other.Exists)
        {
            faults.Invalid(other, $"must not be specified when patchType is {type}");
        }
    }

    private static void Common(Node root, Node at, Faults faults)
    {
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        if (at["failurePolicy"].AsString() is { } policy && policy is not ("Fail" or "Ignore"))
        {
            faults.NotSupported(at["failurePolicy"], "Fail", "Ignore");
        }

        if (at["paramKind"] is { Exists: true } kind)
        {
            ParamKind(kind, faults);
        }

        var match = at["matchConstraints"];
        if (!match.Exists)
        {
            faults.Required(Of("matchConstraints"));
        }
        else if (match["resourceRules"].Count == 0)
        {
            faults.Required(Spot.Of(match, "resourceRules"));
        }

        WebhookRules.Conditions(at["matchConditions"], faults);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in at["variables"].Items)
        {
            var name = variable["name"].AsString() ?? "";
            if (name.Trim().Length == 0)
            {
                faults.Required(Spot.Of(variable, "name"), "name is not specified");
            }
            else
            {
                faults.Invalid(variable["name"], TextFormats.Named("c-identifier")(name));
            }

            if (Blank(variable["expression"]))
            {
                faults.Required(Spot.Of(variable, "expression"), "expression is not specified");
            }
        }
    }

    private static void ParamKind(Node kind, Faults faults)
    {
        var version = kind["apiVersion"].AsString() ?? "";
        if (version.Length == 0)
        {
            faults.Required(Spot.Of(kind, "apiVersion"));
        }
        else if (version.Split('/').Length > 2)
        {
            faults.Invalid(kind["apiVersion"], "unexpected GroupVersion string");
        }
        else
        {
            var slash = version.IndexOf('/', StringComparison.Ordinal);
            if (slash >= 0)
            {
                faults.Invalid(kind["apiVersion"], NameRules.DnsSubdomain(version[..slash]));
            }

            faults.Invalid(kind["apiVersion"], NameRules.OldDnsLabel(version[(slash + 1)..]));
        }

        if (Check.IsEmpty(kind["kind"]))
        {
            faults.Required(Spot.Of(kind, "kind"));
        }
        else
        {
            faults.Invalid(kind["kind"], NameRules.OldDnsLabel((kind["kind"].AsString() ?? "").ToLowerInvariant()));
        }
    }

    /// <summary>What binds a policy.</summary>
    public static void Binding(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        Spot Of(string name) => at.Exists ? Spot.Of(at, name) : new Spot(root, ".spec." + name, root);
        if (Check.IsEmpty(at["policyName"]))
        {
            faults.Required(Of("policyName"));
        }
        else
        {
            faults.Invalid(at["policyName"], NameRules.DnsSubdomain(at["policyName"].AsString() ?? ""));
        }

        if (at["paramRef"] is { Exists: true } reference)
        {
            Parameter(reference, faults);
        }

        if (scope.Kind.Kind == "ValidatingAdmissionPolicyBinding")
        {
            Actions(at["validationActions"], Of("validationActions"), faults);
        }
    }

    private static void Parameter(Node reference, Faults faults)
    {
        var (name, selector) = (reference["name"].AsString() ?? "", reference["selector"]);
        if (name.Length > 0)
        {
            faults.Invalid(reference["name"], TextFormats.PathSegment(name));
            if (selector.Exists)
            {
                faults.Forbidden(reference["name"], "name and selector are mutually exclusive");
                faults.Forbidden(selector, "name and selector are mutually exclusive");
            }
        }
        else if (!selector.Exists)
        {
            faults.Required(reference, "one of name or selector must be specified");
        }

        var action = reference["parameterNotFoundAction"];
        if (Check.IsEmpty(action))
        {
            faults.Required(Spot.Of(reference, "parameterNotFoundAction"));
        }
        else if (!action.Is("Allow") && !action.Is("Deny"))
        {
            faults.NotSupported(action, "Deny", "Allow");
        }
    }

    private static void Actions(Node actions, Spot at, Faults faults)
    {
        if (actions.Count == 0)
        {
            faults.Required(at);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in actions.Items)
        {
            var name = action.AsString() ?? "";
            if (name is not ("Deny" or "Warn" or "Audit"))
            {
                faults.NotSupported(action, "Audit", "Deny", "Warn");
            }

            if (!seen.Add(name))
            {
                faults.Duplicate(action);
            }
        }

        if (seen.Contains("Deny") && seen.Contains("Warn"))
        {
            faults.Invalid(actions, "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)");
        }
    }

    private static bool Blank(Node text) => (text.AsString() ?? "").Trim().Length == 0;
}
