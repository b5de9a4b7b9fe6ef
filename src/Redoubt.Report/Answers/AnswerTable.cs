using System.Text.Json;

namespace Redoubt.Report.Answers;

/// <summary>An answer: one table that every format writes.</summary>
public sealed record AnswerTable
{
    /// <summary>What it is about: <c>access</c>, <c>network</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>The form of its JSON and YAML, as <c>redoubt.dev/access/v1</c>.</summary>
    public string ApiVersion => $"redoubt.dev/{Topic}/v1";

    /// <summary>The question's kind: <c>can</c>, <c>who-can</c>, <c>escalations</c> and so on.</summary>
    public required string Command { get; init; }

    /// <summary>The question, as a person would ask it.</summary>
    public required string Question { get; init; }

    /// <summary><c>yes</c>, <c>no</c> or <c>unknown</c>; empty where the table is the answer.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The names of the columns: fields of each row in JSON, in lower camel case.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The column of an edge's start, where the rows are a graph; its end is in the next.</summary>
    public int EdgeColumn { get; init; }

    /// <summary>The column of an edge's end; where there is none a row ends with its last reason.</summary>
    public int EdgeEnd
    {
        get => field >= 0 ? field : EdgeColumn + 1;
        init;
    } = -1;

    /// <summary>Whether each row is a story whose reasons are its steps, so that a page shows it step by step.</summary>
    public bool IsStory { get; init; }

    /// <summary>Writes the fields of the answer's JSON but its <c>apiVersion</c>, where it has more to say there than its rows; null for the rows.</summary>
    public Action<Utf8JsonWriter>? Json { get; init; }

    /// <summary>Whether each row is an edge of a graph, so that a page shows it by its nodes.</summary>
    public bool IsGraph { get; init; }

    /// <summary>Whether the rows are all there is to say, so that a table for programs has just the columns.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether a person is told what each cell is, as <c>depth 2</c>: where that does not go without saying.</summary>
    public bool NamesCells { get; init; }

    /// <summary>What a person is told where there are no rows.</summary>
    public string Empty { get; init; } = "nobody";

    /// <summary>What a person is told of the rows that are left out, after their number.</summary>
    public string Aside { get; init; } = "hold rights that lead further by ways that RBAC alone does not say";

    /// <summary>The rows.</summary>
    public required IReadOnlyList<AnswerRow> Rows { get; init; }

    /// <summary>Objects to apply, as YAML, that belong to the answer: printed after it for people, and alone where the format is YAML. Null for an answer that has none.</summary>
    public string? Attachment { get; init; }

    /// <summary>How a person gets the objects to apply, where they are too many to be printed after the answer; empty where they are printed.</summary>
    public string AttachmentHint { get; init; } = "";

    /// <summary>What whoever reads it should know: what is missing, what a limit cut.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A row.</summary>
/// <param name="Cells">A text for each column; empty where there is nothing to say.</param>
public sealed record AnswerRow(IReadOnlyList<string> Cells)
{
    /// <summary>Whether a person sees it only with <c>--show all</c>; programs always do.</summary>
    public bool IsAside { get; init; }

    /// <summary>What it rests on, in order.</summary>
    public IReadOnlyList<AnswerReason> Because { get; init; } = [];
}

/// <summary>Something that an answer rests on: a binding, a rule, a move.</summary>
/// <param name="What">What it is, as <c>ClusterRoleBinding/ops</c>.</param>
/// <param name="Place">File, line and column; empty where there is none.</param>
/// <param name="Text">What stands there, or what is done.</param>
/// <param name="Fix">What takes it away; empty where that is not asked.</param>
public sealed record AnswerReason(string What, string Place, string Text, string Fix = "");
