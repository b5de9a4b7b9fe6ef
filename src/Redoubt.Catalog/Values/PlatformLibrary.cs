using Redoubt.Admission.Compile;
using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>What a rule may ask of the whole platform.</summary>
internal static class PlatformLibrary
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "redoubt.platform",
        Functions =
        [
            new CelFunction
            {
                Name = "objects",
                Summary = "All objects of a kind, in one namespace or everywhere; where more may exist the list ends in an unknown.",
                Overloads =
                [
                    Overload(
                        "objects_kind", [CelType.String], CelType.AnyList, static arguments => Platform(arguments).Objects(arguments[1].AsString(), null), PlatformGrowth.OfAll),
                    Overload(
                        "objects_kind_namespace", [CelType.String, CelType.String], CelType.AnyList,
                        static arguments => Platform(arguments).Objects(arguments[1].AsString(), arguments[2].AsString()),
                        static operands => PlatformGrowth.OfNamespace(operands, 2)),
                ],
            },
            new CelFunction
            {
                Name = "objectsWith",
                Summary = "The objects of a kind with a text at a path, in one namespace or everywhere, and those that may have it; `[*]` in the path is each item of a list. "
                    + "Where more may exist the list ends in an unknown.",
                Overloads =
                [
                    Overload(
                        "objectsWith", [CelType.String, CelType.String, CelType.String, CelType.String], CelType.AnyList,
                        static arguments => Platform(arguments).With(arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), arguments[4].AsString()),
                        PlatformGrowth.OfIndex),
                    Overload(
                        "objectsWith_everywhere", [CelType.String, CelType.String, CelType.String], CelType.AnyList,
                        static arguments => Platform(arguments).With(arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString()),
                        PlatformGrowth.OfIndex),
                ],
            },
            Function(
                "bindingsFor", "The bindings of a kind, everywhere, that are or may be for the service account of a name and namespace, or for a group in which it is.",
                [CelType.String, CelType.String, CelType.String], CelType.AnyList,
                static arguments => Platform(arguments).Binding(arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString()),
                PlatformGrowth.OfIndex),
            Function(
                "objectsSelecting", "The objects of a kind in a namespace that may select these labels: at the path stand the labels that the kind demands.",
                [CelType.String, CelType.String, CelType.String, CelType.Dyn], CelType.AnyList,
                static arguments => Platform(arguments).Selecting(arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), arguments[4]),
                PlatformGrowth.OfIndex),
            Function(
                "workloads", "What runs pods in a namespace, of every kind: maps of the `object` and its `pod`; where more may exist the list ends in an unknown.",
                [CelType.String], CelType.AnyList,
                static arguments => Platform(arguments).Workloads(arguments[1].AsString()),
                static operands => PlatformGrowth.OfNamespace(operands, 1)),
            Function(
                "workloadsWith", "What runs pods in a namespace that may have all these labels.",
                [CelType.String, CelType.Dyn], CelType.AnyList,
                static arguments => Platform(arguments).Labelled(arguments[1].AsString(), arguments[2]),
                PlatformGrowth.OfIndex),
            Function(
                "podsWith", "What runs pods in a namespace that may have all these labels; where a custom resource may make some the list ends in an unknown.",
                [CelType.String, CelType.Dyn], CelType.AnyList,
                static arguments => Platform(arguments).Made(arguments[1].AsString(), arguments[2]),
                PlatformGrowth.OfIndex),
            Function(
                "named", "The items of a list that have this `name`, and those that may have it: for a list within an object that may be long.",
                [CelType.AnyList, CelType.String], CelType.AnyList,
                static arguments => Platform(arguments).Named(arguments[1], arguments[2].AsString()),
                PlatformGrowth.OfIndex),
            Function(
                "seen", "The elements of a list that were given, without the rest of which nothing is known: where another control tells of that rest.",
                [CelType.AnyList], CelType.AnyList,
                static arguments => Seen(arguments[1]),
                static operands => new(operands[1].Size, operands[1].Size)),
            Function(
                "namespaceOf", "The namespace in which an object lives, written or not; empty for a kind that has none.",
                [CelType.Dyn], CelType.String,
                static arguments => CelValue.String(Platform(arguments).NamespaceOf(arguments[1]))),
            Function(
                "serves", "Whether the API server of a minor version serves a resource as a rule names it: group, version, resource.",
                [CelType.String, CelType.String, CelType.String, CelType.Int], CelType.Bool,
                static arguments => Platform(arguments).Serves(
                    arguments[1].AsString(), arguments[2].AsString(), arguments[3].AsString(), (int)arguments[4].AsInt())),
            Faults("refusedExpressions", "The expressions of an admission policy that the API server of a minor version refuses.", static (faults, policy, minor) => faults.Refused(policy, minor)),
            Faults("refusedFields", "The fields of an admission policy, other than expressions, for which the API server refuses it.", static (_, policy, _) => PolicyFaults.RefusedFields(policy)),
            Function(
                "refuses", "Whether the API server of a minor version refuses an admission policy, for a field or an expression: it then asks nothing of anybody.",
                [CelType.Dyn, CelType.Int], CelType.Bool,
                static arguments =>
                {
                    var minor = (int)arguments[2].AsInt();
                    var told = Platform(arguments).Faults(arguments[1], (faults, policy) => faults.WhyRefused(policy, minor));
                    return told.Kind == CelKind.List ? CelValue.Bool(told.Count > 0) : told;
                }),
            Faults("costlyExpressions", "The expressions of an admission policy that the API server may stop for their cost on an ordinary object.", static (faults, policy, minor) => faults.Costly(policy, minor)),
            Function(
                "mistypedExpressions", "The expressions of an admission policy of which the API server of a minor version warns: they do not fit the kinds that the policy is about.",
                [CelType.Dyn, CelType.Int], CelType.List(CelType.Map(CelType.String, CelType.Dyn)),
                static arguments => Platform(arguments).Mistyped(arguments[1], (int)arguments[2].AsInt())),
        ],
    };

    /// <summary>A function of <c>platform</c>, which is its receiver and no constant.</summary>
    private static CelFunction Function(string name, string summary, CelType[] parameters, CelType result, CelBody body, CelEstimate? estimate = null) => new()
    {
        Name = name,
        Summary = summary,
        Overloads = [Overload(name, parameters, result, body, estimate)],
    };

    private static CelOverload Overload(string id, CelType[] parameters, CelType result, CelBody body, CelEstimate? estimate) => new()
    {
        Id = "platform_" + id,
        IsReceiver = true,
        Parameters = [PlatformQuestions.PlatformType, .. parameters],
        Result = result,
        Body = body,
        Estimate = estimate,
        IsPure = false,
    };

    private static CelFunction Faults(string name, string summary, Func<PolicyFaults, Document, int, IEnumerable<PolicyFault>> find) => Function(
        name, summary, [CelType.Dyn, CelType.Int], CelType.List(CelType.Map(CelType.String, CelType.Dyn)),
        arguments =>
        {
            var minor = (int)arguments[2].AsInt();
            return Platform(arguments).Faults(arguments[1], (faults, policy) => find(faults, policy, minor));
        });

    private static CelValue Seen(CelValue list)
    {
        var given = new List<CelValue>();
        foreach (var element in list.Items)
        {
            if (!element.IsRest)
            {
                given.Add(element);
            }
        }

        return CelValue.List([.. given]);
    }

    private static PlatformQuestions Platform(ReadOnlySpan<CelValue> arguments) => (PlatformQuestions)arguments[0].AsOpaque();
}
