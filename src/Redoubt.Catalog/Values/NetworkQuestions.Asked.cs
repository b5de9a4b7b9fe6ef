using Redoubt.Cel;
using Redoubt.Network;

namespace Redoubt.Catalog.Values;

/// <content>What of the network an answer depends on, so that it is asked again only where that changes.</content>
internal sealed partial class NetworkQuestions
{
    private static readonly Question[] OfNetwork = [Question.Network];
    private static readonly Question[] OfSurroundings = [Question.NetworkAround];

    // What runs pods, and nowhere else than in its namespace, is told apart from the rest of the network: other pods decide nothing between it and an address.
    private void AskPlace(CelValue workload)
    {
        if (questions.Values.DocumentOf(workload) is { Namespace.Length: > 0 } document && NetworkKinds.RunsPods(questions.Values.Platform, document.Key.Kind))
        {
            questions.Ask([Question.NetworkAround, Question.NetworkIn(document.Namespace)]);
        }
        else
        {
            questions.Ask(OfNetwork);
        }
    }

    private void AskPlaces(CelValue from, CelValue to)
    {
        if (IsNoPod(to))
        {
            AskPlace(from);
        }
        else if (IsNoPod(from))
        {
            AskPlace(to);
        }
        else
        {
            questions.Ask(OfNetwork);
        }

        static bool IsNoPod(CelValue place) => place.Kind == CelKind.String && place.AsString() is "outside" or "metadata" or "stranger";
    }

    // Who brings packets in may be pods of anywhere.
    private void AskDoors(CelValue workload)
    {
        AskPlace(workload);
        if (DoorsTo(workload).Any(pair => pair.Door.Controller.Count > 0))
        {
            questions.Ask(OfNetwork);
        }
    }
}
