using System.Text;
using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Compare;

/// <summary>
/// A snapshot as a file: what <c>redoubt baseline write</c> writes, a line for each finding so that a change of it can be read, or a report in JSON.
/// </summary>
public static class BaselineFile
{
    /// <summary>The form that is written.</summary>
    public const string ApiVersion = "redoubt.dev/baseline/v1";

    /// <summary>The form of a report in JSON.</summary>
    public const string ReportVersion = "redoubt.dev/report/v1";

    private const string Rewrite = "`redoubt baseline write` writes it anew";

    /// <summary>Writes a snapshot: the same for the same findings, whatever the day and the order of files.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="output">Where it goes; stays open.</param>
    public static void Write(Snapshot snapshot, Stream output)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        text.Write($"{{\n\"apiVersion\": \"{ApiVersion}\",\n\"findings\": ");
        WriteLines(text, snapshot.Findings.OrderBy(finding => finding.Control, StringComparer.Ordinal).ThenBy(finding => finding.Subject.ToString(), StringComparer.Ordinal).ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal), WriteFinding);
        text.Write(",\n\"unknowns\": ");
        WriteLines(text, snapshot.Unknowns.Order(), (json, unknown) =>
        {
            json.WriteStartObject();
            json.WriteString("control", unknown.Control);
            json.WriteString("subject", unknown.Subject);
            json.WriteEndObject();
        });
        text.Write(",\n\"subjects\": ");
        WriteLines(text, (snapshot.Subjects ?? new HashSet<string>()).Order(StringComparer.Ordinal), (json, subject) => json.WriteStringValue(subject));
        text.Write(",\n\"controls\": ");
        WriteLines(text, (snapshot.Controls ?? new HashSet<string>()).Order(StringComparer.Ordinal), (json, control) => json.WriteStringValue(control));
        text.Write("\n}\n");
    }

    /// <summary>Reads a baseline, or a report in JSON; null where it is none.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public static Snapshot? Read(string file, string text, ICollection<string> problems)
    {
        var wrong = new List<FilePlace>();
        var root = ValueReader.ReadStrict(file, text, wrong) is [var first, ..] ? first : default;
        var version = root["apiVersion"].AsString();
        if (wrong.Count == 0 && version is not (ApiVersion or ReportVersion))
        {
            wrong.Add(new FilePlace(file, 0, 0, version is null ? $"it is no baseline and no report in JSON; {Rewrite}" : $"`{version}` is no form that this version reads ({ApiVersion}, {ReportVersion}); {Rewrite}"));
        }

        var reader = new FieldReader(file, root, wrong);
        var isReport = version == ReportVersion;
        var snapshot = wrong.Count > 0 ? null : new Snapshot
        {
            Title = file,
            Findings = Findings(reader),
            Unknowns = Unknowns(reader),
            Subjects = isReport ? null : reader.Texts("subjects").ToHashSet(StringComparer.Ordinal),
            Controls = isReport ? (root["asked"].Exists ? reader.Texts("asked").ToHashSet(StringComparer.Ordinal) : null) : reader.Texts("controls").ToHashSet(StringComparer.Ordinal),
        };
        wrong.ForEach(problem => problems.Add(problem.ToString()));
        return wrong.Count == 0 ? snapshot : null;
    }

    private static void WriteLines<T>(TextWriter text, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        using var line = new MemoryStream();
        using var json = new Utf8JsonWriter(line);
        var separator = "[\n";
        foreach (var value in values)
        {
            json.Reset();
            line.SetLength(0);
            write(json, value);
            json.Flush();
            text.Write(separator);
            text.Write(Encoding.UTF8.GetString(line.GetBuffer().AsSpan(0, (int)line.Length)));
            separator = ",\n";
        }

        text.Write(separator == "[\n" ? "[]" : "\n]");
    }

    private static void WriteFinding(Utf8JsonWriter json, PastFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("control", finding.Control);
        json.WriteString("severity", finding.Severity.Name());
        json.WriteStartObject("subject");
        json.WriteString("apiVersion", finding.Subject.ApiVersion);
        json.WriteString("kind", finding.Subject.Kind);
        json.WriteString("namespace", finding.Subject.Namespace);
        json.WriteString("name", finding.Subject.Name);
        json.WriteEndObject();
        json.WriteStartObject("location");
        json.WriteString("file", finding.Location.File);
        json.WriteString("path", finding.Location.Path);
        json.WriteEndObject();
        json.WriteString("message", finding.Message);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteEndObject();
    }

    private static List<PastFinding> Findings(FieldReader reader)
    {
        var findings = new List<PastFinding>();
        foreach (var item in reader.Items("findings"))
        {
            var finding = reader.Of(item);
            var word = finding.Required("severity");
            if (!Names.TrySeverity(word, out var severity) && word.Length > 0)
            {
                finding.Report(item["severity"], $"`{word}` is no severity");
            }

            var past = new PastFinding(
                finding.Required("control"), severity, Subject(finding.Inner("subject")), Place(item["location"]), item["message"].AsString() ?? "", finding.Required("fingerprint"));
            findings.Add(past);
            findings.AddRange(Copies(past, item["copies"]));
        }

        return findings;
    }

    // A report tells a finding once with its other places; each of them has a fingerprint of its own.
    private static IEnumerable<PastFinding> Copies(PastFinding first, Node copies)
    {
        var ordinal = 2;
        foreach (var copy in copies.Items)
        {
            if (UInt128.TryParse(first.Fingerprint, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var identity))
            {
                yield return first with { Location = Place(copy) with { Path = first.Location.Path }, Fingerprint = Judge.Fingerprint.Text(Judge.Fingerprint.Again(identity, ordinal++)) };
            }
        }
    }

    private static HashSet<(string Control, string Subject)> Unknowns(FieldReader reader)
    {
        var unknowns = new HashSet<(string, string)>();
        foreach (var item in reader.Items("unknowns"))
        {
            var subject = item["subject"];
            unknowns.Add((item["control"].AsString() ?? "", subject.AsString() ?? Subject(reader.Of(item).Inner("subject")).ToString()));
        }

        return unknowns;
    }

    private static SubjectName Subject(FieldReader reader) =>
        new(reader.Map["apiVersion"].AsString() ?? "", reader.Map["kind"].AsString() ?? "", reader.Map["namespace"].AsString() ?? "", reader.Map["name"].AsString() ?? "");

    private static Location Place(Node location) => new(
        location["file"].AsString() ?? "", Number(location["line"]), Number(location["column"]), location["path"].AsString() ?? "");

    private static int Number(Node node) => node.Kind == NodeKind.Int && node.Int is >= 0 and <= int.MaxValue ? (int)node.Int : 0;
}
