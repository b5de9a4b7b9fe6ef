using System.Text;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// A workload and what it made, told together: of a Deployment, its ReplicaSets and their Pods a finding at the same place in the same words
/// is the Deployment's. What only the Pod has, an injected container or a forged owner, stays.
/// </summary>
internal sealed class Family
{
    private readonly List<PartAnswers> _members = [];

    /// <summary>What is told of the family.</summary>
    public IReadOnlyList<Failure> Failures { get; private set; } = [];

    /// <summary>What of it could not be judged.</summary>
    public IReadOnlyList<Unjudged> Unknowns { get; private set; } = [];

    public bool IsEmpty => _members.Count == 0;

    public void Add(PartAnswers member) => _members.Add(member);

    public void Remove(PartAnswers member) => _members.Remove(member);

    /// <summary>Works out again what is told.</summary>
    /// <param name="platform">The platform, for the order of documents.</param>
    public void Fold(Platform platform)
    {
        if (_members.Count <= 1)
        {
            (Failures, Unknowns) = _members.Count == 0 ? ([], []) : (_members[0].Failures, _members[0].Unknowns);
            return;
        }

        // What several Pods of one owner have, and the owner has not, is told of the first.
        PartAnswers[] members = [.. _members.OrderBy(member => IsOwned(member)).ThenBy(member => platform.OrderOf(member.Part.Document))];
        var failures = new HashSet<(int, string, string)>();
        Failures = [.. members.SelectMany(member => member.Failures.Where(failure => IsNew(failures, member, failure) || !IsOwned(member)))];
        var unknowns = new HashSet<int>();
        Unknowns = [.. members.SelectMany(member => member.Unknowns.Where(unknown => unknowns.Add(unknown.Control) || !IsOwned(member)))];
    }

    private static bool IsOwned(PartAnswers member) => member.Part is ObjectPart { IsOwned: true };

    /// <summary>Whether nobody before has the failure, in the same words or in those that its owner's name gives.</summary>
    private static bool IsNew(HashSet<(int Control, string Path, string Message)> failures, PartAnswers member, Failure failure)
    {
        var path = Path(member.Part, failure.Spot.Node);
        var isNew = failures.Add((failure.Control, path, failure.Message));
        return member.Part is not ObjectPart { IsOwned: true, Document.Name: { Length: > 0 } name } part
            ? isNew
            : isNew && (Renamed(failure.Message, name, part.Owner.Name) is var renamed && renamed == failure.Message || failures.Add((failure.Control, path, renamed)));
    }

    /// <summary>A message of an object as it would be of another: the name is exchanged where it stands as a word, and not in longer ones.</summary>
    private static string Renamed(string message, string name, string other)
    {
        var at = message.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return message;
        }

        var renamed = new StringBuilder();
        var copied = 0;
        for (; at >= 0; at = message.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsNameLetter(message[at - 1])) && !GoesOn(message.AsSpan(at + name.Length)))
            {
                renamed.Append(message, copied, at - copied).Append(other);
                copied = at + name.Length;
            }
        }

        return renamed.Append(message, copied, message.Length - copied).ToString();
    }

    private static bool IsNameLetter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.';

    /// <summary>Whether a name goes on; a point at its end is the sentence's.</summary>
    private static bool GoesOn(ReadOnlySpan<char> rest) => rest is [var next, ..] && (next == '.' ? rest is [_, var after, ..] && IsNameLetter(after) : IsNameLetter(next));

    /// <summary>The way to a place: from the pod on if it is in the pod, for there a Pod and a template are alike.</summary>
    private static string Path(PlatformPart part, Node place)
    {
        if (!place.Exists)
        {
            return "";
        }

        return part is ObjectPart { Workload.Pod: { Exists: true } pod } && ReferenceEquals(pod.Tape, place.Tape) && place.Row >= pod.Row && place.Row < pod.EndRow
            ? "pod:" + place.PathTo(pod)
            : place.PathTo(part.Document.Root);
    }
}
