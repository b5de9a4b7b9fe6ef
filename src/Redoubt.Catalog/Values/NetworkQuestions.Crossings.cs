using Redoubt.Cel;
using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Catalog.Values;

// What crosses the borders that labels of namespaces draw.
internal sealed partial class NetworkQuestions
{
    /// <summary>What pods of namespaces on the other side of a label's borders may send to pods of a namespace.</summary>
    public CelValue Crossings(string ns, string key, CelValue same)
    {
        questions.Ask(OfNetwork);
        string[] values = [.. Texts(same)];
        var found = Reachability.CrossingsInto(ns, key, values).ToArray();
        var items = found.Where(one => one.IsSure).Select(one => Crossing(one.From, one.To, one.Value, one.Ports)).ToList();
        var missing = PoliciesOf(ns);
        if (found.Any(one => !one.IsSure))
        {
            // A pod that is not in the evidence is none where all are.
            missing ??= !questions.Values.Platform.IsComplete(Pods, null, out var pods) ? pods : found.Any(one => !one.IsSure && one.From.Kind != EndKind.SomePod) ? NotSaid : null;
        }

        // What is shut is so only if something enforces it: one pair on both sides tells.
        if (items.Count == 0 && Reachability.AcrossFrom(ns, key, values) is { } pair)
        {
            var (answer, unknown) = Connects(pair.From.Ends[0], pair.To.Ends[0], PortSet.All);
            items.AddRange(answer == Answered.Yes ? [Crossing(pair.From, pair.To, pair.Value, PortSet.All)] : []);
            missing ??= answer == Answered.Unknown ? unknown : null;
        }

        return List(items, missing);
    }

    private static CelValue Crossing(EndClass from, EndClass to, string value, PortSet ports) => CelValue.Map(
        ("from", CelValue.String(from.Ends[0].Workload)), ("value", CelValue.String(value)), ("to", CelValue.String(to.Ends[0].Workload)), ("ports", CelValue.String($"{ports}")));

    private static List<string> Texts(CelValue list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            texts.Add(item.AsString());
        }

        return texts;
    }
}
