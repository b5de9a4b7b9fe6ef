using Redoubt.Catalog.Owners;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;
using Redoubt.Evidence.Secrets;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>Makes what is told of what failed: one cause once, with all its places, its owner and its fingerprint.</summary>
/// <param name="platform">The platform.</param>
/// <param name="owners">Who answers for what.</param>
/// <param name="hashes">Names places.</param>
/// <param name="redactors">What may be shown of a document.</param>
internal sealed class FindingWriter(Platform platform, OwnerBook owners, ContentHashes hashes, Func<Document, Redactor> redactors)
{
    // So many of one subject are compared one by one.
    private const int Few = 8;
    private const int LongestLine = 400;

    /// <summary>The findings of one control.</summary>
    /// <param name="control">The control.</param>
    /// <param name="failures">What failed, in order.</param>
    public Finding[] Write(Control control, Failure[] failures)
    {
        var (told, renderings) = Array.Exists(failures, IsRendered) ? OneCauseOnce(failures) : (failures, null);
        var findings = new Finding[told.Length];
        for (var start = 0; start < findings.Length;)
        {
            var end = EndOfSubject(told, start);

            // Equal ones are told apart by their order, which is the same from run to run. They have one subject, and so stand together.
            var seen = end - start > Few ? new Dictionary<UInt128, int>(end - start) : null;
            for (var i = start; i < end; i++)
            {
                var ordinal = seen is null ? 1 + Same(told.AsSpan(start, i - start), told[i].Identity)
                    : seen[told[i].Identity] = seen.GetValueOrDefault(told[i].Identity) + 1;
                findings[i] = Write(control, told[i], ordinal, renderings?.GetValueOrDefault(told[i]));
            }

            start = end;
        }

        return findings;
    }

    private static int Same(ReadOnlySpan<Failure> before, UInt128 identity)
    {
        var same = 0;
        foreach (var failure in before)
        {
            same += failure.Identity == identity ? 1 : 0;
        }

        return same;
    }

    private Finding Write(Control control, Failure failure, int ordinal, Renderings? all)
    {
        if (failure.Told is { } told && failure.Ordinal == ordinal && all is null)
        {
            return told;
        }

        var location = all is null ? failure.Location : failure.Location with { Rendered = failure.Location.Rendered! with { Inputs = all.Inputs } };
        if (failure.Severity >= Severity.High)
        {
            location = location with { Source = SourceOf(failure.Subject.Document, location, failure.Spot.Node) };
        }

        var subject = failure.Subject.Name;
        var own = subject == Subject.NameOf(failure.Subject.Document) ? failure.Subject.Document : null;
        var finding = new Finding(control, subject, location, failure.Message, owners.Of(new Owned(control.Layer, control.Id, subject, own, location.File)), Fingerprint.Of(failure.Identity, ordinal))
        {
            Copies = Copies(failure),
            Severity = failure.Severity,
            Fix = failure.Fix,
            Container = failure.Subject.Container,
            OwnDocument = own,
        };
        (failure.Told, failure.Ordinal) = (finding, ordinal);
        return finding;
    }

    // Who mends something grave wants to see it. What is rendered stands in no file as it is judged: there it is the template's line, if nothing in the rendered one is secret.
    // A line that is longer than anybody reads, as JSON without breaks, would be copied for every finding in it.
    private string? SourceOf(Document document, Location location, Node node)
    {
        if (location.Line == 0 || (node.Exists && !ReferenceEquals(node.Tape, document.Root.Tape)))
        {
            return null;
        }

        var line = location.Rendered?.Line ?? location.Line;
        if (document.Root.Tape.Source.LengthOf(line) > LongestLine)
        {
            return null;
        }

        var redactor = redactors(document);
        if (location.Rendered is null)
        {
            return redactor.Line(line);
        }

        return document.Origin.Rendering?.SourceLine(new SourcePlace(location.File, location.Line, location.Column), line) is { Length: <= LongestLine } source
            && !redactor.Line(line).Contains(Redactor.Mask, StringComparison.Ordinal)
            ? redactor.Safe(source)
            : null;
    }

    private static int EndOfSubject(Failure[] told, int start)
    {
        var subject = told[start].Subject;
        var end = start + 1;
        while (end < told.Length && (ReferenceEquals(told[end].Subject, subject) || told[end].Subject.Text == subject.Text))
        {
            end++;
        }

        return end;
    }

    private static bool IsRendered(Failure failure) => failure.Location is { Rendered: not null, Line: > 0 };

    // What several renderings took over from the same place of the same file is one cause: it is told once, with all of them.
    private static (Failure[] Told, Dictionary<Failure, Renderings> Renderings) OneCauseOnce(Failure[] failures)
    {
        var first = new Dictionary<(string File, int Line, int Column, string Path), Renderings>();
        var renderings = new Dictionary<Failure, Renderings>(ReferenceEqualityComparer.Instance);
        var told = new List<Failure>(failures.Length);
        foreach (var failure in failures)
        {
            if (!IsRendered(failure))
            {
                told.Add(failure);
                continue;
            }

            var location = failure.Location;
            var input = location.Rendered!.Inputs[0];
            var key = (location.File, location.Line, location.Column, location.Path);
            if (!first.TryGetValue(key, out var all))
            {
                first.Add(key, all = new Renderings());
                all.Add(input);
                renderings.Add(failure, all);
                told.Add(failure);
            }
            else if (!all.Add(input))
            {
                told.Add(failure);
            }
        }

        return ([.. told], renderings);
    }

    /// <summary>Where the same stands in files that hold the same object.</summary>
    private Location[] Copies(Failure failure) =>
        platform.CopiesOf(failure.Subject.Document) is { Count: > 0 } copies ? Copies(failure, copies) : [];

    private Location[] Copies(Failure failure, IReadOnlyList<Document> copies)
    {
        var places = new Places(hashes);
        _ = NodePath.TryParse(failure.Spot.Node.PathTo(failure.Subject.Document.Root), out var path);
        return [.. copies.Select(copy =>
        {
            _ = path.TryResolve(copy.Root, out var same);
            var location = places.Of(copy).Of(same).Location;
            return failure.Severity >= Severity.High ? location with { Source = SourceOf(copy, location, same) } : location;
        })];
    }

    /// <summary>The renderings that took over one cause, each once, in order.</summary>
    private sealed class Renderings
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<string> _inputs = [];

        public string[] Inputs => [.. _inputs];

        public bool Add(string input)
        {
            var isNew = _seen.Add(input);
            if (isNew)
            {
                _inputs.Add(input);
            }

            return isNew;
        }
    }
}
