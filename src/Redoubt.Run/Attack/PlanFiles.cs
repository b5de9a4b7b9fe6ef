using Redoubt.Attack.Plan;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence.Read;
using Redoubt.Run.Questions;

namespace Redoubt.Run.Attack;

/// <summary>What became of a plan that was written.</summary>
/// <param name="Edited">The files that were edited.</param>
/// <param name="Made">The files that were made, for objects that are new.</param>
/// <param name="Refused">What was not written, each with why.</param>
public sealed record PlanWritten(IReadOnlyList<string> Edited, IReadOnlyList<string> Made, IReadOnlyList<string> Refused);

/// <summary>
/// Writes a plan into the files that hold its objects, as <c>redoubt fix</c> does: a text is only edited where reading it again gives just what the plan wants. An object that is new gets
/// a file of its own beside others of its namespace.
/// </summary>
public static class PlanFiles
{
    /// <summary>Writes.</summary>
    /// <param name="writing">What is written.</param>
    /// <param name="session">What was read.</param>
    public static PlanWritten Write(PlanWriting writing, EvidenceSession session)
    {
        ArgumentNullException.ThrowIfNull(writing);
        ArgumentNullException.ThrowIfNull(session);
        var (edited, made, refused) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var file in writing.Objects.Where(one => one.Document is not null).GroupBy(one => one.Document!.Origin.File, StringComparer.Ordinal))
        {
            if (Edit(file.Key, [.. file], session) is { } why)
            {
                refused.AddRange(file.Select(one => $"{file.Key}: {one.Key} is not written: {why}"));
            }
            else
            {
                edited.Add(file.Key);
            }
        }

        foreach (var one in writing.Objects.Where(one => one.Document is null))
        {
            var file = FileOf(one, session);
            if ((file is null ? "no file that was read shows where" : EditedFile.Create(file, one.Yaml)) is { } why)
            {
                refused.Add($"{file ?? "new"}: {one.Key} is not written: {why}");
            }
            else
            {
                made.Add(file!);
            }
        }

        return new PlanWritten(edited, made, refused);
    }

    // Why a file is not edited; null where it is.
    private static string? Edit(string file, PlannedObject[] objects, EvidenceSession session)
    {
        if (Array.Find(objects, one => one.Document!.Origin.Rendering is not null) is not null)
        {
            return "it is rendered, and this is not where it was written";
        }

        if (EditedFile.Objection(file) is { } objection)
        {
            return objection;
        }

        var read = session.Collected.Files.First(one => one.File == file && one.Renderer.Length == 0).Read;
        var first = objects[0].Document!;
        var editing = TextEditor.Edit(read, [.. objects.SelectMany(one => one.Edits)], new ReadOptions { Scope = first.Origin.Scope });
        if (editing.Objection.Length > 0)
        {
            return editing.Objection;
        }

        var text = first.Root.Tape.Source.ToString();
        return new EditedText(text).With(editing.Edits) is { } edited ? EditedFile.Write(file, text, edited.Text) : "the places of two edits overlap";
    }

    // Beside what lies in its namespace, else beside what was read first.
    private static string? FileOf(PlannedObject one, EvidenceSession session)
    {
        var files = session.Collected.Files.Where(file => file.Renderer.Length == 0 && EditedFile.Objection(file.File) is null).ToArray();
        var beside = Array.Find(files, file => file.Read.Documents.Any(document => document.Namespace == one.Key.Namespace)) ?? files.FirstOrDefault();
        var name = string.Join('-', new[] { one.Key.Namespace, one.Key.Kind.Kind.ToLowerInvariant(), one.Key.Name }.Where(part => part.Length > 0));
        return beside is null ? null : Path.Combine(Path.GetDirectoryName(beside.File) ?? "", $"{name}.yaml");
    }
}
