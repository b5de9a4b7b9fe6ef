using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Run.Fixes;

/// <summary>Files with some edits made, and what is found in them. Immutable.</summary>
/// <param name="Collected">What is read of all files as they are now.</param>
/// <param name="Platform">The platform that they make.</param>
/// <param name="Judgement">What is found in it.</param>
/// <param name="Texts">The files that changed, by name.</param>
internal sealed record FixState(Collected Collected, Platform Platform, Judgement Judgement, IReadOnlyDictionary<string, EditedText> Texts)
{
    private readonly Dictionary<(string Control, SubjectName Subject), int> _counts =
        Judgement.Findings.GroupBy(finding => KeyOf(finding.Control, finding.Subject)).ToDictionary(group => group.Key, group => group.Count());

    private readonly Dictionary<(string Control, SubjectName Subject), int> _unknown =
        Judgement.Unknowns.GroupBy(unknown => KeyOf(unknown.Control, unknown.Subject)).ToDictionary(group => group.Key, group => group.Count());

    private readonly Lazy<HashSet<(string Control, SubjectName Subject)>> _passed = new(() => [.. Judgement.Passed.Select(passed => KeyOf(passed.Control, passed.Subject))]);

    /// <summary>How often a control found something of a subject.</summary>
    public int CountOf(Finding finding) => _counts.GetValueOrDefault(KeyOf(finding.Control, finding.Subject));

    /// <summary>What a control finds here that it did not find before, or cannot judge any more; null for nothing.</summary>
    public (SubjectName Subject, string What)? WorseThan(FixState before)
    {
        foreach (var (key, count) in _counts)
        {
            if (count > before._counts.GetValueOrDefault(key))
            {
                return (key.Subject, $"{key.Control} would find something of {key.Subject}");
            }
        }

        foreach (var (key, count) in _unknown)
        {
            if (count > before._unknown.GetValueOrDefault(key) && before._passed.Value.Contains(key))
            {
                return (key.Subject, $"{key.Control} could not judge {key.Subject} any more");
            }
        }

        return Judgement.Errors.Count > before.Judgement.Errors.Count ? (default, $"a control would fail: {Judgement.Errors[^1].Reason}") : null;
    }

    /// <summary>What is counted together: of one object, in whatever version of the API it is written.</summary>
    public static (string Control, SubjectName Subject) KeyOf(Control control, SubjectName subject) => (control.Id, subject with { ApiVersion = "" });

    /// <summary>What was read of a file.</summary>
    public ReadResult? Read(string file) => Collected.Files.FirstOrDefault(one => one.File == file && one.Renderer.Length == 0)?.Read;
}
