using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;
using Redoubt.Yaml;

namespace Redoubt.Catalog.Files;

/// <summary>Reads a control's examples: its tests and its documentation.</summary>
internal static class ControlExamples
{
    public static ControlExample[] Read(FieldReader control)
    {
        var examples = new List<ControlExample>();
        foreach (var item in control.Items("examples"))
        {
            var reader = control.Of(item);
            reader.Only("verdict", "at", "kubernetes", "parameters", "scope", "refused", "manifests");
            examples.Add(new ControlExample(
                Verdict(reader), reader.Required("manifests"), reader.Text("kubernetes"), Whole(reader),
                ControlFile.Pairs(reader.Inner("parameters")))
            {
                At = Day(reader),
                Line = FirstLine(item["manifests"]),
                IsRefused = reader.Flag("refused", absent: false),
            });
        }

        return [.. examples];
    }

    private static Verdict Verdict(FieldReader reader)
    {
        var word = reader.Required("verdict");
        if (!Names.TryVerdict(word, out var verdict) && word.Length > 0)
        {
            reader.Report(reader.Map["verdict"], $"`{word}` is no verdict; one of {string.Join(", ", Names.OfVerdicts)}");
        }

        return verdict;
    }

    private static string Day(FieldReader reader)
    {
        var day = reader.Text("at");
        if (day.Length > 0 && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            reader.Report(reader.Map["at"], $"`{day}` is no day, such as 2026-11-28");
        }

        return day;
    }

    private static bool Whole(FieldReader reader)
    {
        var scope = reader.Text("scope");
        if (scope is not ("" or "whole" or "part"))
        {
            reader.Report(reader.Map["scope"], $"`{scope}` is no scope; `whole` or `part`");
        }

        return scope != "part";
    }

    // A block text begins on the line after its `|`.
    private static int FirstLine(Node manifests) =>
        manifests.Line + (manifests.Style is YamlStyle.Literal or YamlStyle.Folded ? 1 : 0);
}
