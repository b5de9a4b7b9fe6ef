using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Exceptions;

/// <summary>Finds the exceptions that stand in manifests. Whether they count is another question.</summary>
internal static class WrittenExceptions
{
    /// <summary>The annotation of an object; one exception a line.</summary>
    public const string Annotation = "redoubt.dev/except";

    /// <summary>How a comment begins that excepts what is found at its line.</summary>
    public const string Comment = "redoubt:except";

    private const string OwnPrefix = "redoubt.dev/";

    /// <summary>All of a platform, in the order of its objects.</summary>
    public static List<WrittenException> In(Platform platform)
    {
        var written = new List<WrittenException>();
        foreach (var document in platform.Documents)
        {
            AddAnnotations(document, document.Root["metadata"]["annotations"], written, isOfObject: true);
            if (platform.TryGetWorkload(document, out var workload) && workload.Pod.Row != document.Root.Row)
            {
                AddAnnotations(document, workload.Pod["metadata"]["annotations"], written, isOfObject: false);
            }
        }

        foreach (var source in platform.Documents.GroupBy(document => document.Root.Tape.Source))
        {
            AddComments(source.Key, [.. source], written);
        }

        return written;
    }

    private static void AddAnnotations(Document document, Node annotations, List<WrittenException> written, bool isOfObject)
    {
        foreach (var annotation in annotations.Fields)
        {
            if (!annotation.Key.StartsWith(OwnPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var key = annotation.Key.ToString();
            var isMeant = key == Annotation;
            if (key == EvidenceKinds.CollectedAnnotation)
            {
                continue;
            }

            if (!isMeant && Suggestion.Of(key, [Annotation]).Length == 0)
            {
                continue;
            }

            var place = PlaceOf(document, annotation);
            foreach (var line in (annotation.AsString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var one = WrittenException.Read(line, ExceptionOrigin.Annotation, document, place, line: 0);
                written.Add(!isMeant ? one with { Objection = $"`{key}` is no annotation that Redoubt reads; did you mean `{Annotation}`?" }
                    : !isOfObject ? one with { Objection = $"the annotation stands on the pod template: it belongs to the metadata of the {document.Kind}" }
                    : one);
            }
        }
    }

    private static void AddComments(SourceText source, Document[] documents, List<WrittenException> written)
    {
        var offsets = Offsets(source);
        if (offsets.Count == 0)
        {
            return;
        }

        // What stands in a value, such as a script, is no comment of the manifest.
        var isValue = new bool[offsets.Count];
        foreach (var tape in documents.Select(document => document.Root.Tape).Distinct())
        {
            for (var row = 0; row < tape.Count; row++)
            {
                if (tape.KindAt(row) == NodeKind.String && tape.NodeAt(row) is var value)
                {
                    MarkWithin(offsets, isValue, value.ValueOffset, value.ValueOffset + value.ValueLength);
                }
            }
        }

        offsets = [.. offsets.Where((_, at) => !isValue[at])];
        Document[] ordered = [.. documents.OrderBy(document => document.Root.ValueOffset)];
        int[] starts = [.. ordered.Select(document => document.Root.ValueOffset)];
        foreach (var (offset, target) in offsets.Zip(Targets(source, offsets)))
        {
            // A comment over an object's first line is about that object.
            var found = Array.BinarySearch(starts, source.StartOf(target + 1) - 1);
            var document = ordered[Math.Max(0, found >= 0 ? found : ~found - 1)];
            var line = source.PositionOf(offset).Line;
            var text = source.Line(line)[(offset - source.StartOf(line) + Comment.Length)..].ToString();
            written.Add(WrittenException.Read(text, ExceptionOrigin.Comment, document, PlaceOf(document, source, offset), target));
        }
    }

    // From the last to the first: what stands over another comment of ours is about the same line, and no line is looked at twice.
    private static int[] Targets(SourceText source, List<int> offsets)
    {
        var targets = new int[offsets.Count];
        var (belowLine, belowTarget) = (0, 0);
        for (var at = offsets.Count - 1; at >= 0; at--)
        {
            var line = source.PositionOf(offsets[at]).Line;
            targets[at] = line == belowLine ? belowTarget : Target(source, line, belowLine, belowTarget);
            (belowLine, belowTarget) = (line, targets[at]);
        }

        return targets;
    }

    // A comment runs to the end of its line: what stands in it once more is part of it.
    private static List<int> Offsets(SourceText text)
    {
        var offsets = new List<int>();
        for (var at = text.IndexOf(Comment, 0); at >= 0; at = text.IndexOf(Comment, at))
        {
            if (!BeginsComment(text, at))
            {
                at += Comment.Length;
                continue;
            }

            offsets.Add(at);
            while (at < text.Length && text[at] is not ('\n' or '\r'))
            {
                at++;
            }
        }

        return offsets;
    }

    private static bool BeginsComment(SourceText text, int at)
    {
        var sign = at - 1;
        while (sign >= 0 && text[sign] is ' ' or '\t')
        {
            sign--;
        }

        return sign >= 0 && text[sign] == '#' && (sign == 0 || char.IsWhiteSpace(text[sign - 1]));
    }

    // Marks those that stand in a value.
    private static void MarkWithin(List<int> offsets, bool[] isValue, int start, int end)
    {
        var first = offsets.BinarySearch(start) is var found && found < 0 ? ~found : found;
        for (var at = first; at < offsets.Count && offsets[at] < end; at++)
        {
            isValue[at] = true;
        }
    }

    // A comment on a line of its own is about the next line that holds something else.
    private static int Target(SourceText source, int line, int belowLine, int belowTarget)
    {
        if (!IsRemark(source.Line(line)))
        {
            return line;
        }

        for (line++; source.StartOf(line) < source.Length; line++)
        {
            if (line == belowLine)
            {
                return IsRemark(source.Line(line)) ? belowTarget : line;
            }

            if (source.Line(line).Trim() is { IsEmpty: false } && !IsRemark(source.Line(line)))
            {
                break;
            }
        }

        return line;
    }

    private static bool IsRemark(ReadOnlySpan<char> line) => line.TrimStart().StartsWith('#');

    private static FilePlace PlaceOf(Document document, Node node)
    {
        if (document.Origin.Rendering is not null)
        {
            var place = document.PlaceOf(node);
            return new FilePlace(place.File, place.Line, place.Column, "");
        }

        return new FilePlace(document.Origin.File, node.KeyPosition.Line, node.KeyPosition.Column, "");
    }

    private static FilePlace PlaceOf(Document document, SourceText source, int offset)
    {
        if (document.Origin.Rendering is not null)
        {
            var place = document.PlaceOf(document.Mention);
            return new FilePlace(place.File, place.Line, place.Column, "");
        }

        var position = source.PositionOf(offset);
        return new FilePlace(document.Origin.File, position.Line, position.Column, "");
    }
}
