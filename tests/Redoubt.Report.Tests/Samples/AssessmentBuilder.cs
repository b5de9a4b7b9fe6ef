using Redoubt.Catalog;
using Redoubt.Catalog.Exceptions;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Report.Tests.Samples;

/// <summary>Builds assessments as a scan would leave them: ordered, counted, with a matrix that fits the findings.</summary>
internal sealed class AssessmentBuilder
{
    private readonly List<Control> _controls = [];
    private readonly List<Finding> _findings = [];
    private readonly List<UnknownVerdict> _unknowns = [];
    private readonly List<AssessmentError> _errors = [];
    private readonly List<LedgerEntry> _ledger = [];
    private readonly List<(Control, SubjectName)> _passed = [];
    private readonly HashSet<Layer> _evidence = [];
    private readonly Dictionary<Control, int> _passes = [];

    public string Title { get; init; } = "bookshop";

    public int Documents { get; init; } = 41;

    public int Files { get; init; } = 9;

    public IReadOnlyList<RenderedInput> RenderedInputs { get; init; } = [];

    public TimeSpan Elapsed { get; init; }

    public DepthSummary? Depth { get; init; }

    public AssessmentBuilder Evidence(params Layer[] layers)
    {
        _evidence.UnionWith(layers);
        return this;
    }

    public Control Control(
        string id, Severity severity, Theme theme, string why = "", string fix = "", int passes = 0, string title = "",
        params (string Standard, string[] Items)[] references)
    {
        Names.TryLayer(id[..id.IndexOf('/')], out var layer);
        var control = new Control
        {
            Id = id,
            Title = title.Length > 0 ? title : "No " + id[(id.IndexOf('/') + 1)..].Replace('-', ' '),
            Layer = layer,
            Theme = theme,
            Severity = severity,
            Target = new ControlTarget("container"),
            Rule = new ControlRule(),
            TextSource = () => new ControlText
            {
                Why = why,
                Fix = fix,
                References = [.. references.Select(reference => (reference.Standard, (IReadOnlyList<string>)reference.Items))],
            },
        };
        Add(control);
        _passes[control] = passes;
        return control;
    }

    public Control Add(Control control)
    {
        _controls.Add(control);
        _passes[control] = 0;
        return control;
    }

    public AssessmentBuilder Add(Finding finding)
    {
        _findings.Add(finding);
        return this;
    }

    public AssessmentBuilder Fail(Control control, SubjectName subject, Location location, string message, string owner = "", ExceptionRule? except = null)
    {
        var same = _findings.Count(finding => finding.Control == control && finding.Subject == subject);
        var identity = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes($"{control.Id}\0{subject}\0{location.Path}\0{same}")));
        _findings.Add(new Finding(control, subject, location, message, owner, identity) { Exception = except });
        return this;
    }

    public AssessmentBuilder Unknown(Control control, SubjectName subject, MissingEvidence missing)
    {
        _unknowns.Add(new UnknownVerdict(control, subject, new Location("k8s/roles.yaml", 1, 1, ""), [missing]));
        return this;
    }

    /// <summary>A subject that is not known; what is missing as <c>what: why: remedy</c>.</summary>
    public AssessmentBuilder Unknown(Control control, SubjectName subject, params string[] missing)
    {
        _unknowns.Add(new UnknownVerdict(control, subject, new Location("k8s/roles.yaml", 1, 1, ""), [.. missing.Select(Evidence)]));
        return this;
    }

    private static MissingEvidence Evidence(string text)
    {
        var parts = text.Split(": ", 3);
        return new MissingEvidence(MissingCode.Incomplete, parts[0], parts.Length > 1 ? parts[1] : "") { Remedy = parts.Length > 2 ? parts[2] : "" };
    }

    public AssessmentBuilder Pass(Control control, SubjectName subject)
    {
        _passed.Add((control, subject));
        _passes[control]++;
        return this;
    }

    public AssessmentBuilder Error(string file, int line, int column, string reason)
    {
        _errors.Add(new AssessmentError(file, line, column, reason));
        return this;
    }

    public AssessmentBuilder PassedOver(string reason, params string[] files)
    {
        _ledger.AddRange(files.Select(file => new LedgerEntry(LedgerCode.NoObject, file, 0, 0, reason)));
        return this;
    }

    public AssessmentBuilder NotRendered(string reason, params string[] files)
    {
        _ledger.AddRange(files.Select(file => new LedgerEntry(LedgerCode.NotRendered, file, 0, 0, reason)));
        return this;
    }

    public Assessment Build(params Framework[] frameworks)
    {
        var matrix = new Matrix();
        foreach (var layer in _evidence)
        {
            matrix.SetEvidence(layer);
        }

        foreach (var control in _controls)
        {
            matrix.Add(control, _findings.Count(f => f.Control == control), _unknowns.Count(u => u.Control == control), _passes[control]);
        }

        var counts = _controls.ToDictionary(
            control => control.Id, control => new VerdictCounts(_passes[control], _findings.Count(f => f.Control == control), _unknowns.Count(u => u.Control == control), 0));
        return new Assessment
        {
            Frameworks = [.. frameworks.Select(framework => FrameworkResult.Of(framework, _controls, counts, _findings, _unknowns))],
            Title = Title,
            Kubernetes = new TargetVersion("1.33", "the newest known"),
            Controls = [.. _controls.OrderBy(control => control.Id, StringComparer.Ordinal)],
            Findings = [.. _findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Control.Id, StringComparer.Ordinal)],
            Unknowns = _unknowns,
            Matrix = matrix,
            Counts = new VerdictCounts(
                _passes.Values.Sum(), _findings.Select(f => (f.Control, f.Subject)).Distinct().Count(), _unknowns.Count, 12),
            Errors = _errors,
            Inputs = new AssessmentInputs(Files, Documents) { Rendered = RenderedInputs, Ledger = _ledger },
            Depth = Depth,
            Passed = _passed,
            Elapsed = Elapsed,
        };
    }
}
