using Redoubt.Catalog;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Text;

/// <summary>What a person is told of charts and overlays.</summary>
internal static class RenderedText
{
    /// <summary>Where a rendered value probably came from, and in which renderings it shows; empty where there is nothing to say.</summary>
    public static string Of(Location location)
    {
        if (location.Rendered is not { } rendered)
        {
            return "";
        }

        var values = rendered.Values.GroupBy(key => key.File).Select(group => $"{group.Key}: {string.Join(", ", group.Select(key => key.Key))} (probable)");
        var inputs = rendered.Inputs.Count > 1 ? [$"in {string.Join(", ", rendered.Inputs)}"] : Array.Empty<string>();
        return string.Join("; ", values.Concat(inputs));
    }

    /// <summary>A message and what follows from rendering.</summary>
    public static string With(string message, Location location) => Of(location) is { Length: > 0 } rendered ? $"{message}; {rendered}" : message;

    /// <summary>What the objects are in: <c>9 files, 2 charts, 1 overlay</c>.</summary>
    public static string Of(AssessmentInputs inputs)
    {
        var charts = inputs.Rendered.Count(input => input.Renderer == "helm");
        var overlays = inputs.Rendered.Count - charts;
        var parts = new List<string>();
        if (inputs.Files > 0 || inputs.Rendered.Count == 0)
        {
            parts.Add(inputs.Files.Of("file"));
        }

        if (charts > 0)
        {
            parts.Add(charts.Of("chart"));
        }

        if (overlays > 0)
        {
            parts.Add(overlays.Of("overlay"));
        }

        return string.Join(", ", parts);
    }
}
