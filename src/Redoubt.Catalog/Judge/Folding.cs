using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// Tells once what an object and the one that made it have in common: of a Deployment, its ReplicaSets and their Pods a finding at the same
/// place in the same words is the Deployment's. What only the Pod has, an injected container or a forged owner, stays.
/// </summary>
internal sealed class Folding(Platform platform)
{
    /// <summary>The failures without those that their owners have too.</summary>
    public Failure[] Failures(IReadOnlyList<Failure> failures)
    {
        if (!failures.Any(failure => failure.Subject.IsOwned))
        {
            return [.. failures];
        }

        var told = failures.Where(failure => !failure.Subject.IsOwned).Select(failure => Key(failure, failure.Subject.Document)).ToHashSet();
        // What several Pods of one owner have, and the owner has not, is told of the first.
        return [.. failures.Where(failure => !failure.Subject.IsOwned || told.Add(Key(failure, platform.TopOwner(failure.Subject.Document))))];
    }

    /// <summary>The subjects that could not be judged, without those whose owners could not either.</summary>
    public Unjudged[] Unknowns(IReadOnlyList<Unjudged> unknowns)
    {
        if (!unknowns.Any(unknown => unknown.Subject.IsOwned))
        {
            return [.. unknowns];
        }

        var told = unknowns.Where(unknown => !unknown.Subject.IsOwned).Select(unknown => (unknown.Control, unknown.Subject.Document)).ToHashSet();
        return [.. unknowns.Where(unknown => !unknown.Subject.IsOwned || told.Add((unknown.Control, platform.TopOwner(unknown.Subject.Document))))];
    }

    private (CompiledControl Control, Document Owner, string Path, string Message) Key(Failure failure, Document owner)
    {
        var subject = failure.Subject;
        var message = subject.IsOwned ? failure.Message.Replace(subject.Document.Name, owner.Name, StringComparison.Ordinal) : failure.Message;
        return (failure.Control, owner, Path(subject, failure.Place), message);
    }

    /// <summary>The way to a place: from the pod on if it is in the pod, for there a Pod and a template are alike.</summary>
    private string Path(Subject subject, Node place)
    {
        if (!place.Exists)
        {
            return "";
        }

        return platform.TryGetWorkload(subject.Document, out var workload) && workload.Pod is { Exists: true } pod
            && ReferenceEquals(pod.Tape, place.Tape) && place.Row >= pod.Row && place.Row < pod.EndRow
            ? "pod:" + place.PathTo(pod)
            : place.PathTo(subject.Document.Root);
    }
}
