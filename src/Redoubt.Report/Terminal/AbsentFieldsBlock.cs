using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One block for what containers leave out: an entry for each workload, and one text to paste.</summary>
internal sealed class AbsentFieldsBlock(Screen screen, Places places, bool all)
{
    private const int ShownWorkloads = 5;

    private readonly RowTable _table = new(screen, CauseBlocks.Indent);

    public void Draw(AbsentFields absent)
    {
        screen.End();
        var workloads = absent.Places.GroupBy(place => place.First.Subject).ToList();
        screen.Head(
            (absent.Severity.Name().ToUpperInvariant(), TextStyles.Of(absent.Severity)), CauseBlocks.IdColumn,
            $"{absent.Fields} fields of securityContext are absent", workloads.Count.Of("workload"));
        var shown = Screen.Shown(workloads.Count, ShownWorkloads, all);
        _table.Draw([.. workloads.Take(shown).Select(workload => Row([.. workload], absent.Fields))]);
        screen.More(CauseBlocks.Indent, workloads.Count - shown);
        screen.Labelled("why", "Each field is a wall against whoever takes the program over; together they leave an ordinary user in a container.");
        screen.Labelled("fix", "Paste into each container, without the fields that it has:");
        foreach (var line in absent.Snippet)
        {
            screen.At(CauseBlocks.TextIndent + 2).Put(line, TextStyle.Good).End();
        }

        screen.Labelled("ids", string.Join(", ", absent.Controls.Select(control => control.Id)), TextStyle.Faint);
    }

    // Who leaves out all of them needs no list.
    private Row Row(AbsentIn[] workload, int all)
    {
        var first = workload[0].First;
        string[] fields = [.. workload.SelectMany(container => container.Fields).Distinct().Order(StringComparer.Ordinal).Select(Name)];
        var without = fields.Length == all ? $"all {all}" : string.Join(", ", fields);
        var containers = workload.Length == 1 ? "" : $", in {workload.Length.Of("container")}";
        return new([(first.Subject.ToString(), TextStyle.Plain), (places.Of(first.Location), TextStyle.Faint)], "", string.Join("; ", new[] { without + containers, RenderedText.Of(first.Location) }.Where(part => part.Length > 0)));
    }

    // `securityContext.capabilities.drop` is known by `capabilities`.
    private static string Name(string field) => field.Split('.')[1];
}
