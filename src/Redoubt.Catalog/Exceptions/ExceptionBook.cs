using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Exceptions;

/// <summary>
/// All exceptions of one run, laid beside what it found. A finding looks only at the exceptions of its control that name its subject's name and
/// namespace, or none or several of either.
/// </summary>
public sealed class ExceptionBook
{
    private static readonly List<ExceptionUse> None = [];

    private readonly ExceptionSettings _settings;
    private readonly DateOnly _today;
    private readonly Func<string, string> _files;
    private readonly List<ExceptionUse> _uses = [];
    private readonly Dictionary<(string Control, string Name, string Namespace), List<ExceptionUse>> _configured = [];
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _patternsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _suggestions = new(StringComparer.Ordinal);
    private readonly Dictionary<(Document Document, int Line, string Control), List<ExceptionUse>> _written = [];
    private readonly Dictionary<string, HashSet<string>> _named = new(StringComparer.Ordinal);
    private readonly Lazy<DocumentLists> _documents;

    /// <summary>Gathers the exceptions of the configuration and of the manifests.</summary>
    /// <param name="settings">Those of the configuration, and which are allowed.</param>
    /// <param name="catalog">The catalogue, in which their controls are looked for.</param>
    /// <param name="asked">The controls that are asked.</param>
    /// <param name="platform">The platform that is judged.</param>
    /// <param name="today">The day that they are held against.</param>
    /// <param name="files">Names a file from the configuration's folder.</param>
    public ExceptionBook(ExceptionSettings settings, ControlCatalog catalog, IReadOnlyList<Control> asked, Platform platform, DateOnly today, Func<string, string> files)
    {
        (_settings, _today, _files) = (settings, today, files);
        _documents = new(() => new DocumentLists(platform));
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
    internal bool IsSeen(ExceptionUse use) => use.IsAsked && (use.Findings > 0 || use.Document is not null || IsThere(use));

    private bool IsThere(ExceptionUse use) => _documents.Value.For(use).Any(document => use.Rule.Scope.Speaks(document, _files));

    private void AddConfigured(ExceptionRule rule, string[] ids, HashSet<string> asked)
    {
        var controls = Named(rule.Control, ids);
        var use = new ExceptionUse(rule, controls)
        {
            Number = _uses.Count,
            Misspelt = controls.Count == 0 ? $"`{rule.Control}` fits no control{Suggested(rule.Control, ids)}" : null,
            IsAsked = controls.Overlaps(asked),
        };
        _uses.Add(use);
        _patterns.Add(rule.Control);
        Add(_configured, (rule.Control, use.Name, use.Namespace), use);
    }

    private string Suggested(string control, string[] ids)
    {
        if (!_suggestions.TryGetValue(control, out var suggestion))
        {
            _suggestions.Add(control, suggestion = Suggestion.Of(control, ids));
        }

        return suggestion;
    }

    private void AddWritten(WrittenException written, string[] ids, HashSet<string> asked)
    {
        var rule = written.Rule;
        var isGlob = Glob.FirstWild(rule.Control) >= 0;
        var controls = Named(rule.Control, ids);
        var use = new ExceptionUse(rule, controls)
        {
            Number = _uses.Count,
            Misspelt = controls.Count > 0 || written.Objection.Length > 0 ? null : $"`{rule.Control}` is no control{Suggested(rule.Control, ids)}",
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
            if (_settings.Refusal(use.Rule, finding) is { } refusal)
            {
                use.Objection = refusal;
            }
            else if (!(use.Rule.Until < _today))
            {
                holds ??= use.Rule;
            }
        }

        return holds is null ? finding : finding with { Exception = holds };
    }

    // Those that name no subject or several before those that name this one, each as they are written.
    private List<ExceptionUse> Configured(Finding finding)
    {
        var found = None;
        foreach (var pattern in PatternsOf(finding.Control.Id))
        {
            foreach (var name in Either(finding.Subject.Name))
            {
                foreach (var ns in Either(finding.Subject.Namespace))
                {
                    foreach (var use in _configured.GetValueOrDefault((pattern, name, ns), None))
                    {
                        if (use.Rule.Scope.Fits(finding, _files))
                        {
                            found = ReferenceEquals(found, None) ? [] : found;
                            found.Add(use);
                        }
                    }
                }
            }
        }

        if (found.Count > 1)
        {
            found.Sort((one, other) => (one.Name.Length > 0, one.Number).CompareTo((other.Name.Length > 0, other.Number)));
        }

        return found;

        static ReadOnlySpan<string> Either(string text) => text.Length == 0 ? [""] : new[] { "", text };
    }

    // The globs and ids of exceptions that name a control.
    private string[] PatternsOf(string control)
    {
        if (!_patternsOf.TryGetValue(control, out var patterns))
        {
            _patternsOf.Add(control, patterns = [.. _patterns.Where(pattern => _named[pattern].Contains(control))]);
        }

        return patterns;
    }

    private IEnumerable<ExceptionUse> About(Finding finding)
    {
        var control = finding.Control.Id;
        var configured = Configured(finding);
        if (finding.OwnDocument is not { } document || _written.Count == 0)
        {
            return configured;
        }

        // A comment is about one line of one file: not of an object that stands in several.
        var line = finding.Copies.Count > 0 ? 0 : finding.Location.Rendered?.Line ?? finding.Location.Line;
        var written = _written.GetValueOrDefault((document, 0, control), None);
        return configured.AsEnumerable().Concat(written).Concat(line == 0 ? None : _written.GetValueOrDefault((document, line, control), None));
    }
}
