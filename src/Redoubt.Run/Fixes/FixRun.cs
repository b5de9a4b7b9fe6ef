using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence.Patterns;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Secrets;

namespace Redoubt.Run.Fixes;

/// <summary>
/// Mends what a scan finds. All fixes are made at once and everything is judged again; where one does not mend its finding, or another control newly finds
/// something, those that may be to blame are set apart and tried again in halves, and what does harm alone is left out. Then again, for what the fixes brought to light.
/// </summary>
/// <param name="request">What is to be mended.</param>
/// <param name="start">What was found.</param>
/// <param name="options">How files are read.</param>
/// <param name="judge">Judges other files.</param>
/// <param name="mayEdit">Why a file cannot be edited; null where it can.</param>
/// <param name="charts">Mends what charts render; null where nothing renders them again.</param>
internal sealed class FixRun(
    FixRequest request, FixState start, ReadOptions options, Func<Collected, IReadOnlyDictionary<string, EditedText>, FixState> judge, Func<string, string?> mayEdit, ChartFixes? charts = null)
{
    // Fixes that wait for others are few, and deep chains of them are none.
    private const int MostRounds = 6;

    /// <summary>The most times that everything is judged again.</summary>
    private const int MostTries = 100;

    private readonly Glob[] _controls = [.. request.Controls.Select(control => new Glob(control))];
    private readonly Dictionary<UInt128, (UnfixedReason Reason, string Why)> _harmful = [];
    private readonly Dictionary<UInt128, string> _unwritten = [];
    private readonly Dictionary<string, string?> _files = new(StringComparer.Ordinal);
    private readonly FixState _start = start;
    private FixState _state = start;
    private OverlayFixes? _overlays;
    private int _tries;

    /// <summary>Mends what can be mended. Nothing is written.</summary>
    public FixOutcome Run()
    {
        var overlays = _overlays = new OverlayFixes(_start, options, judge, IsAsked, IsForOverlay);
        for (var round = 0; round < MostRounds && Round(); round++)
        {
        }

        MendCharts();
        _state = overlays.Mend(_state);
        var was = _start.Judgement.Findings.DistinctBy(finding => finding.Identity).ToDictionary(finding => finding.Identity);
        var left = _state.Judgement.Findings.Where(IsAsked).Select(finding => Left(finding, was.GetValueOrDefault(finding.Identity))).ToArray();
        var mended = Mended();
        return new FixOutcome
        {
            Files = [.. _state.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => File(text.Key, text.Value, mended))],
            Fixed = mended,
            Left = left,
            Errors = [.. _start.Collected.Problems.Select(entry => new AssessmentError(entry.File, entry.Line, entry.Column, entry.Reason)), .. _start.Judgement.Errors],
        };
    }

    private void MendCharts()
    {
        foreach (var finding in charts is null ? [] : _start.Judgement.Findings.Where(finding => IsAsked(finding) && Objection(finding)?.Reason == UnfixedReason.Rendered))
        {
            _state = charts!.Mend(_state, finding, judge) ?? _state;
        }
    }

    private bool IsForOverlay(Finding finding) =>
        Objection(finding)?.Reason == UnfixedReason.Rendered && finding.Fix!.Edits[0].Document.Origin.Rendering is { Renderer: "kustomize" };

    private FixedFile File(string name, EditedText text, List<Finding> mended)
    {
        if (_start.Read(name) is not { } read)
        {
            // The values of a chart, or a kustomization: what in them is secret nobody knows, and what stands around a change is not needed.
            var count = charts?.Fixed.GetValueOrDefault(name) ?? 0;
            return new FixedFile(name, text, count > 0 ? count : mended.Count(finding => KustomizationOf(finding) == name)) { IsHidden = _ => true };
        }

        var redactors = read.Documents.OrderBy(document => document.Root.Line).Select(document => (document.Root.Line, Of: new Lazy<Redactor>(() => Redactor.Of(document)))).ToArray();
        return new FixedFile(name, text, mended.Count(finding => finding.Location.File == name))
        {
            IsHidden = line => Array.FindLast(redactors, one => one.Line <= line).Of?.Value.Line(line).Contains(Redactor.Mask, StringComparison.Ordinal) == true,
        };
    }

    private string? KustomizationOf(Finding finding) =>
        finding.Fix is { Edits: [{ Document.Origin.Rendering: { Renderer: "kustomize" } rendering }, ..] } ? _start.Collected.Overlays.KustomizationOf(rendering.Input) : null;

    private bool Round()
    {
        _unwritten.Clear();
        var before = _state;
        var known = _harmful.Keys.ToHashSet();
        Make(before, [], [.. before.Judgement.Findings.Where(finding => IsAsked(finding) && Objection(finding) is null).Select(finding => Wanted(before, finding))]);
        Together([.. _harmful.Keys.Except(known)]);
        return !ReferenceEquals(before, _state);
    }

    // A fix may uncover what was hidden behind the worse: what no longer runs privileged is asked for its seccomp profile. Then both are mended together, or neither.
    private void Together(UInt128[] harmful)
    {
        WantedFix[] wanted = [.. _state.Judgement.Findings.Where(finding => harmful.Contains(finding.Identity)).Select(finding => Wanted(_state, finding))];
        if (wanted.Length == 0)
        {
            return;
        }

        if (Uncovered(wanted) is { } after)
        {
            _state = after;
            foreach (var identity in harmful)
            {
                _harmful.Remove(identity);
            }
        }
        else if (wanted.Length > 1)
        {
            Together(harmful[..(harmful.Length / 2)]);
            Together(harmful[(harmful.Length / 2)..]);
        }
    }

    private FixState? Uncovered(WantedFix[] wanted)
    {
        var (before, now) = (_state, Applied(_state, wanted));
        for (var depth = 0; depth < MostRounds && now is not null; depth++)
        {
            if (now.WorseThan(before) is null)
            {
                return Useless(before, now, wanted).Any() ? null : now;
            }

            Finding[] found = [.. now.Judgement.Findings.Where(finding => now.CountOf(finding) > before.CountOf(finding))];
            now = found.Length > 0 && Array.TrueForAll(found, finding => Objection(finding) is null) ? Applied(now, [.. found.Select(finding => Wanted(now, finding))]) : null;
        }

        return null;
    }

    private FixState? Applied(FixState state, WantedFix[] fixes)
    {
        var files = new FileFixes(state, options);
        var texts = files.Write(fixes);
        return files.Refused.Count > 0 || ++_tries > MostTries ? null : judge(Replaced(state.Collected, texts), Merged(state.Texts, texts));
    }

    private void Make(FixState before, List<WantedFix> made, WantedFix[] more)
    {
        if (more.Length == 0)
        {
            return;
        }

        if (++_tries > MostTries)
        {
            Refuse(more, UnfixedReason.NoUse, $"not tried: everything was judged {MostTries} times already to find what goes together");
            return;
        }

        var files = new FileFixes(before, options);
        var texts = files.Write([.. made, .. more]);
        foreach (var (fix, why) in files.Refused)
        {
            _unwritten[fix.Finding.Identity] = why;
        }

        more = [.. more.Where(fix => !files.Refused.ContainsKey(fix))];
        if (more.Length == 0 || texts.Count == 0)
        {
            return;
        }

        var after = judge(Replaced(before.Collected, texts), Merged(before.Texts, texts));
        var harm = after.WorseThan(before);
        WantedFix[] useless = [.. Useless(before, after, [.. made, .. more]).Intersect(more)];
        if (harm is null && useless.Length == 0)
        {
            made.AddRange(more);
            _state = after;
        }
        else if (more.Length == 1)
        {
            Refuse(more, UnfixedReason.NoUse, harm is null ? "the control finds it after the fix as well" : $"{harm.Value.What} after it");
        }
        else
        {
            Apart(before, made, more, [.. more.Where(fix => useless.Contains(fix) || FixState.KeyOf(fix.Finding.Control, fix.Finding.Subject).Subject == harm?.Subject)]);
        }
    }

    // Those that may be to blame after the others; where all or none may be, in halves.
    private void Apart(FixState before, List<WantedFix> made, WantedFix[] more, WantedFix[] suspects)
    {
        var (first, second) = suspects.Length > 0 && suspects.Length < more.Length
            ? (more.Except(suspects).ToArray(), suspects)
            : (more[..(more.Length / 2)], more[(more.Length / 2)..]);
        Make(before, made, first);
        Make(before, made, second);
    }

    // A control may find several places of one subject, and what they are called may change with what stands there: they are counted.
    private static IEnumerable<WantedFix> Useless(FixState before, FixState after, WantedFix[] fixes) =>
        fixes.GroupBy(fix => FixState.KeyOf(fix.Finding.Control, fix.Finding.Subject))
            .Where(same => after.CountOf(same.First().Finding) > before.CountOf(same.First().Finding) - same.Count())
            .SelectMany(same => same);

    private void Refuse(IEnumerable<WantedFix> fixes, UnfixedReason reason, string why)
    {
        foreach (var fix in fixes)
        {
            _harmful[fix.Finding.Identity] = (reason, why);
        }
    }

    private bool IsAsked(Finding finding) => finding.Exception is null && (_controls.Length == 0 || Array.Exists(_controls, control => control.Fits(finding.Control.Id)));

    private UnfixedFinding Left(Finding finding, Finding? was)
    {
        var (reason, why) = Objection(finding) ?? (UnfixedReason.Refused, _unwritten.GetValueOrDefault(finding.Identity, "it came up only after the last round"));
        return new UnfixedFinding(finding, was, reason, why);
    }

    private (UnfixedReason Reason, string Why)? Objection(Finding finding)
    {
        if (finding.Fix is not { } fix)
        {
            return (UnfixedReason.Person, "no program can write this fix");
        }

        if (fix.Objection.Length > 0)
        {
            return (UnfixedReason.Refused, fix.Objection);
        }

        if (fix.Unsafe.Length > 0 && !request.AllowsUnsafe)
        {
            return (UnfixedReason.Unsafe, fix.Unsafe);
        }

        if (_harmful.TryGetValue(finding.Identity, out var harm))
        {
            return harm;
        }

        if (fix.Edits.FirstOrDefault(edit => edit.Document.Origin.Rendering is not null) is { } rendered)
        {
            return (UnfixedReason.Rendered, rendered.Document.Origin.Rendering!.Renderer == "helm" ? "a chart renders it, and no key of its values was found to decide it"
                : $"an overlay renders it, and no patch there was found to mend it{(_overlays?.WhyNot(finding) is { } why ? $": {why}" : "")}");
        }

        return fix.Edits.Select(edit => FileObjection(edit.Document.Origin.File)).FirstOrDefault(why => why is not null) is { } objection ? (UnfixedReason.Refused, objection) : null;
    }

    private string? FileObjection(string file)
    {
        if (!_files.TryGetValue(file, out var objection))
        {
            _files.Add(file, objection = mayEdit(file));
        }

        return objection;
    }

    // An object that stands in several files is mended in all of them: else they would differ, and the other would be found.
    private static WantedFix Wanted(FixState state, Finding finding) =>
        new(finding, [.. finding.Fix!.Edits.SelectMany(edit => state.Platform.CopiesOf(edit.Document).Prepend(edit.Document).Select(document => edit with { Document = document }))]);

    private static Collected Replaced(Collected collected, IReadOnlyDictionary<string, (ReadResult Read, EditedText Text)> texts) =>
        collected with { Files = [.. collected.Files.Select(file => file.Renderer.Length == 0 && texts.TryGetValue(file.File, out var now) ? file with { Read = now.Read } : file)] };

    private static Dictionary<string, EditedText> Merged(IReadOnlyDictionary<string, EditedText> before, IReadOnlyDictionary<string, (ReadResult Read, EditedText Text)> texts)
    {
        var merged = new Dictionary<string, EditedText>(before, StringComparer.Ordinal);
        foreach (var (file, now) in texts)
        {
            merged[file] = now.Text;
        }

        return merged;
    }

    private List<Finding> Mended()
    {
        var still = _state.Judgement.Findings.Select(finding => finding.Identity).ToHashSet();
        var mended = new List<Finding>();
        foreach (var same in _start.Judgement.Findings.Where(IsAsked).GroupBy(finding => FixState.KeyOf(finding.Control, finding.Subject)))
        {
            mended.AddRange(same.OrderBy(finding => still.Contains(finding.Identity)).Take(Math.Max(0, same.Count() - _state.CountOf(same.First()))));
        }

        return mended;
    }
}
