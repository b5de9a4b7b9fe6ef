using Redoubt.Evidence;
using Redoubt.Evidence.Patterns;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Exceptions;

/// <summary>All exceptions of one run, laid beside what it found.</summary>
public sealed class ExceptionBook
{
    private readonly ExceptionSettings _settings;
    private readonly Platform _platform;
    private readonly DateOnly _today;
    private readonly Func<string, string> _files;
    private readonly List<ExceptionUse> _uses = [];
    private readonly Dictionary<ExceptionUse, WrittenException> _written = [];
    private readonly Dictionary<string, ExceptionUse[]> _byControl = new(StringComparer.Ordinal);
    private readonly Dictionary<Document, List<ExceptionUse>> _byDocument = [];

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
        string[] ids = [.. catalog.Controls.Select(control => control.Id)];
        foreach (var rule in settings.Rules)
        {
            var glob = new Glob(rule.Control);
            var named = catalog.Controls.Count(control => glob.Fits(control.Id));
            _uses.Add(new ExceptionUse(rule)
            {
                Controls = named,
                Misspelt = named == 0 ? $"`{rule.Control}` fits no control{Suggestion.Of(rule.Control, ids)}" : null,
                IsAsked = asked.Any(control => glob.Fits(control.Id)),
            });
        }

        foreach (var written in WrittenExceptions.In(platform))
        {
            var isControl = catalog.Find(written.Rule.Control) is not null;
            var use = new ExceptionUse(written.Rule)
            {
                Controls = isControl ? 1 : 0,
                Misspelt = isControl || written.Objection.Length > 0 ? null : $"`{written.Rule.Control}` is no control{Suggestion.Of(written.Rule.Control, ids)}",
                IsAsked = asked.Any(control => control.Id == written.Rule.Control),
                Objection = written.Objection,
                Document = written.Document,
            };
            _uses.Add(use);
            _written.Add(use, written);
            if (!_byDocument.TryGetValue(written.Document, out var ofDocument))
            {
                _byDocument.Add(written.Document, ofDocument = []);
            }

            ofDocument.Add(use);
        }
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _uses.Count == 0;

    /// <summary>Whether any of them ends on a day, so that the day of judgement matters.</summary>
    public bool HasEnds => _uses.Any(use => use.Rule.Until is not null);

    internal IReadOnlyList<ExceptionUse> Uses => _uses;

    /// <summary>Whether what an exception is about was looked at: only then does it say something that it is about no finding.</summary>
    internal bool IsSeen(ExceptionUse use) => use.IsAsked
        && (use.Findings > 0 || use.Document is not null || _platform.Documents.Any(document => use.Rule.Scope.Speaks(document, _files)));

    /// <summary>The findings, those that are excepted with the exception that excepts them.</summary>
    /// <param name="findings">What was found.</param>
    public IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings) => IsEmpty ? findings : [.. findings.Select(Apply)];

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
        if (!_byControl.TryGetValue(finding.Control.Id, out var ofControl))
        {
            _byControl.Add(finding.Control.Id, ofControl = [.. _uses.Where(use => use.Rule.Origin == ExceptionOrigin.Configuration && new Glob(use.Rule.Control).Fits(finding.Control.Id))]);
        }

        foreach (var use in ofControl)
        {
            if (use.Rule.Scope.Fits(finding, _files))
            {
                yield return use;
            }
        }

        if (finding.OwnDocument is { } document && _byDocument.TryGetValue(document, out var ofDocument))
        {
            foreach (var use in ofDocument)
            {
                // One with a glob is told as refused where it would hold.
                if (_written[use].IsAbout(finding) && (use.Rule.Control == finding.Control.Id || (Glob.FirstWild(use.Rule.Control) >= 0 && new Glob(use.Rule.Control).Fits(finding.Control.Id))))
                {
                    yield return use;
                }
            }
        }
    }
}
