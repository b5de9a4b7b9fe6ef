using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Catalog.Judge;

/// <summary>Makes what is told of what failed: one cause once, with all its places, its owner and its fingerprint.</summary>
/// <param name="platform">The platform.</param>
/// <param name="owners">Who answers for what.</param>
/// <param name="hashes">Names places.</param>
internal sealed class FindingWriter(Platform platform, IReadOnlyList<OwnerRule> owners, ContentHashes hashes)
{
    /// <summary>The findings of one control.</summary>
    /// <param name="control">The control.</param>
    /// <param name="failures">What failed, in order.</param>
    public Finding[] Write(Control control, Failure[] failures)
    {
        var told = OneCauseOnce(failures);
        var findings = new Finding[told.Count];
        for (var start = 0; start < findings.Length;)
        {
            var end = EndOfSubject(told, start);
            WriteSubject(control, told, findings, start, end);
            start = end;
        }

        return findings;
    }

    // Equal ones are told apart by their order, which is the same from run to run. They have one subject, and so stand together.
    private void WriteSubject(Control control, IReadOnlyList<(Failure Failure, Renderings? All)> told, Finding[] findings, int start, int end)
    {
        var seen = end - start > 1 ? new Dictionary<UInt128, int>(end - start) : null;
        for (var i = start; i < end; i++)
        {
            var ordinal = seen is null ? 1 : seen[told[i].Failure.Identity] = seen.GetValueOrDefault(told[i].Failure.Identity) + 1;
            findings[i] = Write(control, told[i].Failure, ordinal, told[i].All);
        }
    }

    private Finding Write(Control control, Failure failure, int ordinal, Renderings? all)
    {
        if (failure.Told is { } told && told.Ordinal == ordinal && all is null)
        {
            return told.Finding;
        }

        var location = all is null ? failure.Location : failure.Location with { Rendered = failure.Location.Rendered! with { Inputs = all.Inputs } };
        var subject = failure.Subject.Name;
        var finding = new Finding(control, subject, location, failure.Message, Owner(control, subject, location.File), Fingerprint.Text(failure.Identity, ordinal))
        {
            Copies = Copies(failure),
        };
        failure.Told = (finding, ordinal);
        return finding;
    }

    private static int EndOfSubject(IReadOnlyList<(Failure Failure, Renderings? All)> told, int start)
    {
        var subject = told[start].Failure.Subject;
        var end = start + 1;
        while (end < told.Count && (ReferenceEquals(told[end].Failure.Subject, subject) || told[end].Failure.Subject.Text == subject.Text))
        {
            end++;
        }

        return end;
    }

    // What several renderings took over from the same place of the same file is one cause: it is told once, with all of them.
    private static List<(Failure Failure, Renderings? All)> OneCauseOnce(Failure[] failures)
    {
        var first = new Dictionary<(string File, int Line, int Column, string Path), Renderings>();
        var kept = new List<(Failure, Renderings?)>(failures.Length);
        foreach (var failure in failures)
        {
            var location = failure.Location;
            if (location.Rendered?.Inputs[0] is not { } input || location.Line == 0)
            {
                kept.Add((failure, null));
                continue;
            }

            var key = (location.File, location.Line, location.Column, location.Path);
            if (!first.TryGetValue(key, out var all))
            {
                first.Add(key, all = new Renderings());
                all.Add(input);
                kept.Add((failure, all));
            }
            else if (!all.Add(input))
            {
                kept.Add((failure, null));
            }
        }

        return kept;
    }

    /// <summary>Where the same stands in files that hold the same object.</summary>
    private IReadOnlyList<Location> Copies(Failure failure)
    {
        var document = failure.Subject.Document;
        var copies = platform.CopiesOf(document);
        if (copies.Count == 0)
        {
            return [];
        }

        _ = NodePath.TryParse(failure.Place.PathTo(document.Root), out var path);
        return [.. copies.Select(copy =>
        {
            _ = path.TryResolve(copy.Root, out var same);
            return new Places(copy, hashes).Of(same);
        })];
    }

    private string Owner(Control control, SubjectName subject, string file)
    {
        foreach (var rule in owners)
        {
            if (rule.Fits(control, subject, file))
            {
                return rule.Team;
            }
        }

        return "";
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
