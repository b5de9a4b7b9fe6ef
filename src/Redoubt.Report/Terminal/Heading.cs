using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>The line over the matrix: what was judged, how much of it, for which version.</summary>
internal static class Heading
{
    public static void Draw(Screen screen, Assessment assessment)
    {
        var inputs = assessment.Inputs;
        List<(string, TextStyle)> parts =
        [
            (assessment.Title, TextStyle.Strong),
            ($"{inputs.Documents.Of("object")} in {RenderedText.Of(inputs)}", TextStyle.Plain),
            ($"Kubernetes {assessment.Kubernetes.Version} ({assessment.Kubernetes.Source})", TextStyle.Plain),
        ];
        if (assessment.Machines.Any(alike => alike.Others > 0))
        {
            parts.Add(($"{assessment.Machines.Sum(alike => alike.Machines.Count).Of("machine")} of {assessment.Machines.Count.Of("shape")}", TextStyle.Plain));
        }

        if (assessment.Day is { } day)
        {
            parts.Add((string.Create(CultureInfo.InvariantCulture, $"on {day.Day:yyyy-MM-dd}"), TextStyle.Plain));
        }

        if (assessment.Elapsed > TimeSpan.Zero)
        {
            parts.Add((string.Create(CultureInfo.InvariantCulture, $"{assessment.Elapsed.TotalSeconds:0.00} s"), TextStyle.Faint));
        }

        screen.Parts(1, parts);
    }
}
