using Redoubt.Cel;

namespace Redoubt.Catalog.Kubernetes;

/// <summary>Kubernetes' list functions of 1.24 that rules use: where an element stands.</summary>
internal static class KubernetesLists
{
    private static readonly CelType Element = CelType.Parameter("T");

    public static CelLibrary Library { get; } = new()
    {
        Name = "kubernetes.lists",
        Functions =
        [
            Position("indexOf", "list_a_index_of_int", "The number of the first element that is equal, -1 if there is none.", last: false),
            Position("lastIndexOf", "list_a_last_index_of_int", "The number of the last element that is equal, -1 if there is none.", last: true),
        ],
    };

    private static CelFunction Position(string name, string id, string summary, bool last) => new()
    {
        Name = name,
        Summary = summary,
        Overloads =
        [
            new CelOverload
            {
                Id = id,
                IsReceiver = true,
                Parameters = [CelType.List(Element), Element],
                Result = CelType.Int,
                Body = arguments => Find(arguments[0], arguments[1], last),
            },
        ],
        Examples = [new($"['a', 'b', 'a'].{name}('a')", last ? "2" : "0"), new($"['a'].{name}('b')", "-1")],
    };

    private static CelValue Find(CelValue list, CelValue wanted, bool last)
    {
        var found = -1;
        var index = 0;
        foreach (var item in list.Items)
        {
            if (item.Kind == CelKind.Unknown)
            {
                // What is not known may be the element.
                return item.IsRest && found >= 0 && !last ? CelValue.Int(found) : CelValue.Unknown(item.AsUnknown());
            }

            if (item == wanted)
            {
                found = index;
                if (!last)
                {
                    break;
                }
            }

            index++;
        }

        return CelValue.Int(found);
    }
}
