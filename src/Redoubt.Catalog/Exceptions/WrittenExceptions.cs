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
        var offsets = Offsets(source.Text);
        if (offsets.Count == 0)
        {
            return;
        }

        // What stands in a value, such as a script, is no comment of the manifest.
        foreach (var tape in documents.Select(document => document.Root.Tape).Distinct())
        {
            for (var row = 0; row < tape.Count && offsets.Count > 0; row++)
            {
                if (tape.KindAt(row) == NodeKind.String && tape.NodeAt(row) is var value)
                {
                    RemoveWithin(offsets, value.ValueOffset, value.ValueOffset + value.ValueLength);
                }
            }
        }

        Document[] ordered = [.. documents.OrderBy(document => document.Root.ValueOffset)];
        foreach (var offset in offsets)
        {
            // A comment over an object's first line is about that object.
            var target = Target(source, offset);
            var start = source.StartOf(target + 1);
            var document = ordered.LastOrDefault(document => document.Root.ValueOffset < start) ?? ordered[0];
            var line = source.PositionOf(offset).Line;
            var text = source.Line(line)[(offset - source.StartOf(line) + Comment.Length)..].ToString();
            written.Add(WrittenException.Read(text, ExceptionOrigin.Comment, document, PlaceOf(document, source, offset), target));
        }
    }

    private static List<int> Offsets(ReadOnlySpan<char> text)
    {
        var offsets = new List<int>();
        for (var at = 0; text[at..].IndexOf(Comment, StringComparison.Ordinal) is >= 0 and var step; at += step + Comment.Length)
        {
            var before = text[..(at + step)];
            before = before[(before.LastIndexOfAny('\n', '\r') + 1)..].TrimEnd();
            if (before.EndsWith('#') && (before.Length == 1 || char.IsWhiteSpace(before[^2])))
            {
                offsets.Add(at + step);
            }
        }

        return offsets;
    }

    private static void RemoveWithin(List<int> offsets, int start, int end)
    {
        var first = offsets.BinarySearch(start) is var found && found < 0 ? ~found : found;
        var last = first;
        while (last < offsets.Count && offsets[last] < end)
        {
            last++;
        }

        offsets.RemoveRange(first, last - first);
    }

    // A comment on a line of its own is about the next line that holds something else.
    private static int Target(SourceText source, int offset)
    {
        var line = source.PositionOf(offset).Line;
        if (!source.Line(line).TrimStart().StartsWith('#'))
        {
            return line;
        }

        do
        {
            line++;
        }
        while (source.StartOf(line) < source.Text.Length && (source.Line(line).Trim() is var text && (text.IsEmpty || text[0] == '#')));
        return line;
    }

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
