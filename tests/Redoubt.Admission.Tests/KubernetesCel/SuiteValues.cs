using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>The suite's data as CEL values, and its expected values against those that were found.</summary>
internal static class SuiteValues
{
    /// <summary>Plain data: an integer is an int, a fraction a double.</summary>
    public static CelValue Data(Node node) => node.Kind switch
    {
        NodeKind.Bool => CelValue.Bool(node.IsTrue),
        NodeKind.Int => CelValue.Int(node.Int),
        NodeKind.UInt => CelValue.Uint(node.UInt),
        NodeKind.Double => CelValue.Double(node.Double),
        NodeKind.String => CelValue.String(node.AsString()!),
        NodeKind.List => CelValue.List([.. node.List().Select(Data)]),
        NodeKind.Map => CelValue.Map([.. node.List().Select(field => (field.Key.ToString(), Data(field)))]),
        _ => CelValue.Null,
    };

    /// <summary>Whether a value is the one that the suite wants; bool and string are plain there, all else has its type's name.</summary>
    public static bool Matches(Node wanted, CelValue found)
    {
        if (wanted.Kind == NodeKind.Bool)
        {
            return found.Kind == CelKind.Bool && found.AsBool() == wanted.IsTrue;
        }

        if (wanted.Kind == NodeKind.String)
        {
            return found.Kind == CelKind.String && wanted.Is(found.AsSpan());
        }

        if (wanted.Kind == NodeKind.Null)
        {
            return found.Kind == CelKind.Null;
        }

        var typed = wanted.List().Single();
        return MatchesTyped(typed.Key.ToString(), typed, found);
    }

    private static bool MatchesTyped(string type, Node wanted, CelValue found) => type switch
    {
        "int" => found.Kind == CelKind.Int && found.AsInt() == wanted.Int,
        "uint" => found.Kind == CelKind.Uint && found.AsUint() == (wanted.Kind == NodeKind.Int ? (ulong)wanted.Int : wanted.UInt),
        "double" => found.Kind == CelKind.Double && found.AsDouble() == (wanted.Kind == NodeKind.Int ? wanted.Int : wanted.Double),
        "quantity" or "ip" or "cidr" or "semver" => MatchesOpaque(type, wanted, found),
        "type" => found.Kind == CelKind.Type && wanted.Is(found.AsType().Name),
        "list" => found.Kind == CelKind.List && found.Count == wanted.Count && MatchesItems(wanted, found),
        "map" => found.Kind == CelKind.Map && MatchesFields(wanted, found),
        "object" => found.Kind == CelKind.Map && MatchesFields(wanted["fields"], found),
        "jsonPatch" => found.Kind == CelKind.Map && MatchesFields(wanted, found),
        "optional" when wanted.Is("none") => found.Kind == CelKind.Optional && !found.HasContent,
        "optional" => found.Kind == CelKind.Optional && found.HasContent && Matches(wanted, found.AsOptional()),
        _ => throw new InvalidOperationException($"the suite has values of a type that is not known: {type}"),
    };

    // A value of such a type is equal to the one that its own function reads from the text.
    private static bool MatchesOpaque(string function, Node wanted, CelValue found)
    {
        var read = SuiteLanguages.All.Compile($"{function}('{wanted.AsString()}')").Program!.Evaluate();
        return found.Kind == CelKind.Opaque && read.Kind == CelKind.Opaque && read == found;
    }

    private static bool MatchesItems(Node wanted, CelValue found)
    {
        var index = 0;
        foreach (var item in found.Items)
        {
            if (!Matches(wanted[index++], item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesFields(Node wanted, CelValue found) =>
        found.Count == wanted.Count && wanted.List().All(field => Matches(field, found.Field(field.Key.ToString())));
}
