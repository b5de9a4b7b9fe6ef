using System.Globalization;
using Redoubt.Catalog.Exceptions;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Compare;

/// <summary>A report in JSON as the run that it tells of: what was found on another machine is compared as if it had been found here.</summary>
public static class ReportFile
{
    private const string Again = "scan again with `--format json`";

    /// <summary>Reads a report; null where it is none, or not all of it is understood.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="catalog">The controls of which it speaks.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public static Assessment? Read(string file, string text, ControlCatalog catalog, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(problems);
        var wrong = new List<FilePlace>();
        var root = ValueReader.ReadStrict(file, text, wrong) is [var first, ..] ? first : default;
        var reader = new FieldReader(file, root, wrong);
        if (wrong.Count == 0 && root["apiVersion"].AsString() != BaselineFile.ReportVersion)
        {
            wrong.Add(new FilePlace(file, 0, 0, $"it is no report in JSON ({BaselineFile.ReportVersion}): a baseline holds no more than what was before"));
        }
        else if (wrong.Count == 0 && !root["asked"].Exists)
        {
            reader.ReportMissing("asked", $"it does not say which controls were asked: an older version wrote it; {Again}");
        }

        var assessment = wrong.Count > 0 ? null : new Reading(reader, catalog).Assessment();
        wrong.ForEach(problem => problems.Add(problem.ToString()));
        return wrong.Count == 0 ? assessment : null;
    }

    private sealed class Reading(FieldReader report, ControlCatalog catalog)
    {
        public Assessment Assessment() => new()
        {
            Title = report.Text("title"),
            Kubernetes = new TargetVersion(report.Inner("kubernetes").Text("version"), report.Inner("kubernetes").Text("source")),
            Day = Date(report.Inner("day").Text("at")) is { } day ? new JudgingDay(day, report.Inner("day").Text("source")) : null,
            Controls = [.. report.Texts("asked").Select(id => Known(id, report.Map["asked"])).OfType<Control>()],
            Findings = [.. Each(report, "findings", Finding).OfType<Finding>()],
            Unknowns = [.. Each(report, "unknowns", Unknown).OfType<UnknownVerdict>()],
            Unowned = [.. report.Texts("unowned").Select(word => Names.TryLayer(word, out var layer) ? layer : (Layer?)null).OfType<Layer>()],
            OfOthers = Number(report.Map["ofOthers"]),
            Matrix = Matrix(),
            Counts = Counts(report.Inner("summary").Inner("verdicts")),
            Errors = [.. Each(report, "errors", error => new AssessmentError(error.Text("file"), Number(error.Map["line"]), Number(error.Map["column"]), error.Text("reason")))],
            Inputs = Inputs(report.Inner("inputs")),
            Elapsed = TimeSpan.Zero,
        };

        private static IEnumerable<T> Each<T>(FieldReader reader, string name, Func<FieldReader, T> read)
        {
            foreach (var item in reader.Items(name))
            {
                yield return read(reader.Of(item));
            }
        }

        private Control? Known(string id, Node at)
        {
            var control = catalog.Find(id);
            if (control is null)
            {
                report.Report(at, $"there is no control `{id}` here: another version or another catalogue wrote it; {Again}");
            }

            return control;
        }

        private Finding? Finding(FieldReader finding)
        {
            var known = Known(finding.Required("control"), finding.Map["control"]);
            if (!Names.TrySeverity(finding.Required("severity"), out var severity))
            {
                finding.Report(finding.Map["severity"], $"`{finding.Text("severity")}` is no severity");
            }

            if (!UInt128.TryParse(finding.Required("fingerprint"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var identity))
            {
                finding.Report(finding.Map["fingerprint"], "`fingerprint` must be 32 hexadecimal digits");
            }

            var location = Place(finding.Inner("location"));
            return known is null ? null : new Finding(known, Subject(finding.Inner("subject")), location, finding.Text("message"), finding.Text("owner"), identity)
            {
                Severity = severity,
                Exception = finding.Map["exception"].HasValue ? Exception(finding.Inner("exception")) : null,
                Copies = [.. Each(finding, "copies", copy => Place(copy) with { Path = location.Path })],
            };
        }

        private UnknownVerdict? Unknown(FieldReader unknown) =>
            Known(unknown.Required("control"), unknown.Map["control"]) is { } control
                ? new UnknownVerdict(control, Subject(unknown.Inner("subject")), default, [.. Each(unknown, "missing", Missing)]) : null;

        private static MissingEvidence Missing(FieldReader missing) =>
            new(Enum.GetValues<MissingCode>().FirstOrDefault(code => new MissingEvidence(code, "", "").CodeName == missing.Text("code")), missing.Text("what"), missing.Text("why"))
            {
                Remedy = missing.Text("remedy"),
                Command = missing.Text("command"),
            };

        private static ExceptionRule Exception(FieldReader exception) =>
            new(exception.Text("control"), ExceptionScope.Named(exception.Text("scope")), exception.Text("reason"), new FilePlace(exception.Text("file"), Number(exception.Map["line"]), 0, ""))
            {
                Approver = exception.Text("approver"),
                Until = Date(exception.Text("until")),
                Ticket = exception.Text("ticket"),
                Origin = Enum.GetValues<ExceptionOrigin>().FirstOrDefault(origin => origin.ToString().Equals(exception.Text("origin"), StringComparison.OrdinalIgnoreCase)),
            };

        private Matrix Matrix()
        {
            var matrix = new Matrix();
            foreach (var layer in Enum.GetValues<Layer>())
            {
                var told = report.Inner("matrix").Inner(layer.Name());
                if (told.Flag("evidence", absent: false))
                {
                    matrix.SetEvidence(layer);
                }

                foreach (var theme in Enum.GetValues<Theme>())
                {
                    var cell = told.Inner("themes").Inner(theme.Name()).Map;
                    matrix.Set(layer, theme, new MatrixCell(Number(cell["controls"]), Number(cell["fails"]), Number(cell["unknowns"]), Number(cell["passes"])));
                }
            }

            return matrix;
        }

        private static VerdictCounts Counts(FieldReader verdicts) =>
            new(Number(verdicts.Map["pass"]), Number(verdicts.Map["fail"]), Number(verdicts.Map["unknown"]), Number(verdicts.Map["not-applicable"]));

        // What was not judged then stands in the report itself; how much was, here too.
        private static AssessmentInputs Inputs(FieldReader inputs) => new(Number(inputs.Map["files"]), Number(inputs.Map["documents"]))
        {
            Rendered = [.. Each(inputs, "rendered", rendered => new RenderedInput(rendered.Text("renderer"), rendered.Text("input"), Number(rendered.Map["documents"])))],
        };

        private static SubjectName Subject(FieldReader subject) => new(subject.Text("apiVersion"), subject.Text("kind"), subject.Text("namespace"), subject.Text("name"));

        private static Location Place(FieldReader place) => new(place.Text("file"), Number(place.Map["line"]), Number(place.Map["column"]), place.Text("path"))
        {
            Rendered = place.Map["rendered"].HasValue ? Rendered(place.Inner("rendered")) : null,
        };

        private static RenderedPlace Rendered(FieldReader rendered) => new(rendered.Text("renderer"), rendered.Texts("inputs"), Number(rendered.Map["line"]));

        private static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        private static int Number(Node node) => node.Kind == NodeKind.Int && node.Int is >= 0 and <= int.MaxValue ? (int)node.Int : 0;
    }
}
