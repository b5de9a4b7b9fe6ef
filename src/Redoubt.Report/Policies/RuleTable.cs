using Redoubt.Admission.CustomResources;
using Redoubt.Report.Terminal;

namespace Redoubt.Report.Policies;

/// <summary>What the rules of custom resource definitions say of objects, as a table for people.</summary>
public static class RuleTable
{
    /// <summary>Writes one row for each object; nothing if there is none.</summary>
    /// <param name="results">What the rules said.</param>
    /// <param name="options">How it should look.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(IReadOnlyList<JudgedResource> results, ReportOptions options, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(output);
        if (results.Count == 0)
        {
            return;
        }

        var screen = new Screen(output, options);
        screen.End();
        new RowTable(screen, 1).Draw([.. results.SelectMany(Rows)]);
        screen.End();
        var refused = results.Count(result => result.IsRefused);
        screen.Parts(1, [($"{results.Count - refused} kept their kind's rules", TextStyle.Good), ($"{refused} did not", refused == 0 ? TextStyle.Faint : TextStyle.High)]);
    }

    private static IEnumerable<Row> Rows(JudgedResource result)
    {
        if (result.Broken.IsEmpty)
        {
            yield return RowOf(result, "pass", TextStyle.Good, PlaceOf(result, result.Resource.Mention), "");
        }

        foreach (var broken in result.Broken)
        {
            var (word, style) = broken.IsWarning ? ("warn", TextStyle.Faint) : ("fail", TextStyle.High);
            yield return RowOf(result, word, style, PlaceOf(result, broken.At), broken.Text.Split('\n')[0]);
        }
    }

    private static Row RowOf(JudgedResource result, string verdict, TextStyle style, string place, string note)
    {
        var resource = result.Resource;
        var name = $"{(resource.Namespace.Length > 0 ? resource.Namespace + "/" : "")}{resource.Kind}/{resource.Name}";
        return new Row([(verdict, style), (result.Definition.Name, TextStyle.Plain), (name, TextStyle.Plain), (place, TextStyle.Faint)], "", note);
    }

    private static string PlaceOf(JudgedResource result, Evidence.Node at) => result.Resource.PlaceOf(at).ToString();
}
