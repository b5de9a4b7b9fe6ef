using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Exceptions;

/// <summary>
/// All exceptions of one run, laid beside what it found. A finding looks only at the exceptions of its control that name its subject, or
/// that name no subject or several.
/// </summary>
public sealed class ExceptionBook
{
    private static readonly List<ExceptionUse> None = [];

    private readonly ExceptionSettings _settings;
    private readonly Platform _platform;
    private readonly DateOnly _today;
    private readonly Func<string, string> _files;
    private readonly List<ExceptionUse> _uses = [];
    private readonly Dictionary<(string Control, string Name), List<ExceptionUse>> _configured = [];
    private readonly Dictionary<(Document Document, int Line, string Control), List<ExceptionUse>> _written = [];
    private readonly Dictionary<string, HashSet<string>> _named = new(StringComparer.Ordinal);
    private readonly Lazy<HashSet<string>> _names;

    /// <summary>Gathers the exceptions of the configuration and of the manifests.</summary>
    /// <param name="settings">Those of the configuration, and which are allowed.</param>
    /// <param name="catalog">The catalogue, in which their controls are looked for.</param>
    /// <param name="asked">The controls that are asked.</param>
    /// <param name="platform">The platform that is judged.</param>
    /// <param name="today">The day that they are held against.</param>
    /// <param name="files">Names a file from the configuration's folder.</param>
    public ExceptionBook(ExceptionSettings settings, ControlCatalog catalog, IReadOnlyList<Control> asked, Platform platform, DateOnly today, Func<string, string> files)
    {
        (_settings, _platform, _today, _files) = (settings, platform, today, files);
        _names = new(() => platform.Documents.Select(document => document.Name).ToHashSet(StringComparer.Ordinal));
        string[] ids = [.. catalog.Controls.Select(control => control.Id)];
        var wanted = asked.Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in settings.Rules)
        {
            AddConfigured(rule, ids, wanted);
        }

        foreach (var written in WrittenExceptions.In(platform))
        {
            AddWritten(written, ids, wanted);
        }
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _uses.Count == 0;

    /// <summary>Whether any of them ends on a day, so that the day of judgement matters.</summary>
    public bool HasEnds => _uses.Exists(use => use.Rule.Until is not null);

    internal IReadOnlyList<ExceptionUse> Uses => _uses;

    /// <summary>The findings, those that are excepted with the exception that excepts them.</summary>
    /// <param name="findings">What was found.</param>
    public IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings) => IsEmpty ? findings : [.. findings.Select(Apply)];

    /// <summary>Whether what an exception is about was looked at: only then does it say something that it is about no finding.</summary>
    internal bool IsSeen(ExceptionUse use) => use.IsAsked && (use.Findings > 0 || use.Document is not null || IsThere(use.Rule.Scope));

    // A name that nothing has is found out without looking at every object.
    private bool IsThere(ExceptionScope scope) =>
        (Glob.FirstWild(scope.Name) >= 0 || scope.Name.Length == 0 || _names.Value.Contains(scope.Name)) && _platform.Documents.Any(document => scope.Speaks(document, _files));

    private void AddConfigured(ExceptionRule rule, string[] ids, HashSet<string> asked)
    {
        var controls = Named(rule.Control, ids);
        var use = new ExceptionUse(rule, controls)
        {
            Misspelt = controls.Count == 0 ? $"`{rule.Control}` fits no control{Suggestion.Of(rule.Control, ids)}" : null,
            IsAsked = controls.Overlaps(asked),
        };
        _uses.Add(use);
        var name = Glob.FirstWild(rule.Scope.Name) >= 0 ? "" : rule.Scope.Name;
        foreach (var control in controls)
        {
            Add(_configured, (control, name), use);
        }
    }

    private void AddWritten(WrittenException written, string[] ids, HashSet<string> asked)
    {
        var rule = written.Rule;
        var isGlob = Glob.FirstWild(rule.Control) >= 0;
        var controls = Named(rule.Control, ids);
        var use = new ExceptionUse(rule, controls)
        {
            Misspelt = controls.Count > 0 || written.Objection.Length > 0 ? null : $"`{rule.Control}` is no control{Suggestion.Of(rule.Control, ids)}",
            IsAsked = controls.Overlaps(asked),
            Objection = written.Objection.Length == 0 && isGlob ? "in a manifest an exception names one control" : written.Objection,
            Document = written.Document,
        };
        _uses.Add(use);
        if (use.Objection.Length == 0)
        {
            Add(_written, (written.Document, written.Line, rule.Control), use);
        }
    }

    // Many exceptions name the same controls.
    private HashSet<string> Named(string control, string[] ids)
    {
        if (!_named.TryGetValue(control, out var named))
        {
            var glob = Glob.FirstWild(control) < 0 ? null : new Glob(control);
            _named.Add(control, named = [.. ids.Where(id => glob?.Fits(id) ?? id == control)]);
        }

        return named;
    }

    private static void Add<TKey>(Dictionary<TKey, List<ExceptionUse>> index, TKey key, ExceptionUse use)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var uses))
        {
            index.Add(key, uses = []);
        }

        uses.Add(use);
    }

    private Finding Apply(Finding finding)
    {
        ExceptionRule? holds = null;
        foreach (var use in About(finding))
        {
            use.Findings++;
            if (use.Rule.Until < _today)
            {
                continue;
            }

            if (_settings.Refusal(use.Rule, finding) is { } refusal)
            {
                use.Objection = refusal;
            }
            else
            {
                holds ??= use.Rule;
            }
        }

        return holds is null ? finding : finding with { Exception = holds };
    }

    private IEnumerable<ExceptionUse> About(Finding finding)
    {
        var control = finding.Control.Id;
        var configured = _configured.GetValueOrDefault((control, ""), None).AsEnumerable();
        if (finding.Subject.Name.Length > 0)
        {
            configured = configured.Concat(_configured.GetValueOrDefault((control, finding.Subject.Name), None));
        }

        configured = configured.Where(use => use.Rule.Scope.Fits(finding, _files));
        if (finding.OwnDocument is not { } document || _written.Count == 0)
        {
            return configured;
        }

        // A comment is about one line of one file: not of an object that stands in several.
        var line = finding.Copies.Count > 0 ? 0 : finding.Location.Rendered?.Line ?? finding.Location.Line;
        var written = _written.GetValueOrDefault((document, 0, control), None);
        return configured.Concat(written).Concat(line == 0 ? None : _written.GetValueOrDefault((document, line, control), None));
    }
}
