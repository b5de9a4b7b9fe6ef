using System.Text.Json;
using System.Text.RegularExpressions;

namespace Redoubt.EndToEnd.Field;

/// <summary>One case, run in a copy of its folder, and what of its outcome is not as it should be.</summary>
internal sealed class FieldRun : IDisposable
{
    private readonly FieldCase _case;
    private readonly string _here = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly string? _input;
    private readonly List<string> _complaints = [];

    private FieldRun(FieldCase asked)
    {
        _case = asked;
        Copy(Path.Combine(asked.Folder, "input"), _here);
        if (asked.Input is { } name)
        {
            _input = File.ReadAllText(Path.Combine(_here, name));
            File.Delete(Path.Combine(_here, name));
        }
    }

    /// <summary>What of a case's outcome is not as it should be; empty for a case that passes.</summary>
    public static IReadOnlyList<string> Complaints(string name)
    {
        using var run = new FieldRun(FieldCase.Read(name));
        run.Check();
        return run._complaints;
    }

    public void Dispose() => Directory.Delete(_here, recursive: true);

    private void Check()
    {
        var arguments = _case.Arguments.Select(word => word.Replace("$HERE", _here, StringComparison.Ordinal)).ToArray();
        var isReport = arguments[0] == "scan" && !Array.Exists(arguments, word => word.StartsWith("--format", StringComparison.Ordinal) || word == "-f");
        var run = Run(isReport ? [.. arguments, "--format", "json"] : arguments);
        if (isReport)
        {
            CheckReport(run);
        }

        var printed = run.Output + run.Error;
        Expect(_case.Has, pattern => Regex.IsMatch(printed, pattern), "is not printed");
        Expect(_case.HasNot, pattern => !Regex.IsMatch(printed, pattern), "is printed");
        Expect(_case.Exit is { } code && code != run.ExitCode, $"the exit code is {run.ExitCode} and not {_case.Exit}");
        foreach (var format in _case.Formats)
        {
            var other = Run([.. arguments, "--format", format]).ExitCode;
            Expect(other != run.ExitCode, $"the exit code is {run.ExitCode}, with --format {format} {other}");
        }
        if (_case.Sarif is { } sarif)
        {
            CheckSarif(sarif, Run([.. arguments, "--format", "sarif"]));
        }
    }

    private void CheckReport(Run run)
    {
        // What was asked wrongly is refused before anything is judged.
        if (!run.Output.StartsWith('{'))
        {
            Expect(_case.AsksForReport, "there is no report: " + run.Error);
            return;
        }

        using var report = JsonDocument.Parse(run.Output);
        JsonElement[] findings = [.. report.RootElement.GetProperty("findings").EnumerateArray()];
        JsonElement[] unknowns = [.. report.RootElement.GetProperty("unknowns").EnumerateArray()];
        Expect(_case.AsList("must"), wanted => HasCount(wanted, findings.Count(wanted.FitsFinding)), "is not found");
        Expect(_case.AsList("mustNot"), unwanted => !Array.Exists(findings, unwanted.FitsFinding), "is found");
        Expect(_case.AsList("mustUnknown"), wanted => Array.Exists(unknowns, wanted.FitsSubject), "is not unknown");
        Expect(_case.AsList("mustNotUnknown"), unwanted => !Array.Exists(unknowns, unwanted.FitsSubject), "is unknown");
        Expect(_case.AsList("mustAnswer"), wanted => Array.Exists(unknowns, wanted.FitsSubject) || Array.Exists(findings, wanted.FitsFinding), "is passed over");
        if (_case.Errors is { } wantedErrors)
        {
            JsonElement[] errors = [.. report.RootElement.GetProperty("errors").EnumerateArray()];
            Expect(wantedErrors, wanted => Array.Exists(errors, wanted.FitsError), "is no error of the report");
            Expect(wantedErrors.Count == 0 && errors.Length > 0, "there are errors: " + string.Join("; ", errors));
        }
    }

    private void CheckSarif(SarifWanted asked, Run run)
    {
        using var log = JsonDocument.Parse(run.Output);
        JsonElement[] results = [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        foreach (var result in results)
        {
            var uri = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Expect(asked.FilesExist && !File.Exists(Path.Combine(_here, Uri.UnescapeDataString(uri))), $"SARIF: there is no file {uri}");
        }

        Expect(asked.Results, wanted => Array.Exists(results, wanted.FitsResult), "is not in the SARIF output");
        Expect(asked.Count is { } count && count != results.Length, $"SARIF: {results.Length} results and not {asked.Count}");
    }

    private static bool HasCount(Wanted wanted, int found) => wanted.Count is { } count ? found == count : found > 0;

    private void Expect<T>(IEnumerable<T> entries, Predicate<T> holds, string otherwise) =>
        _complaints.AddRange(entries.Where(entry => !holds(entry)).Select(entry => $"{{{entry}}} {otherwise}"));

    private void Expect(bool isWrong, string complaint)
    {
        if (isWrong)
        {
            _complaints.Add(complaint);
        }
    }

    private Run Run(string[] arguments) => RedoubtProgram.RunIn(
        _here, _input, [("PATH", RealTools.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")), .. CaseEnvironment], arguments);

    private IEnumerable<(string Name, string Value)> CaseEnvironment =>
        _case.Environment.Select(one => (one.Name, one.Value.Replace("$HERE", _here, StringComparison.Ordinal)));

    private static void Copy(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder))).FullName);
        }
        foreach (var file in Directory.EnumerateFiles(from))
        {
            // The suite cannot hold a file that git would obey.
            var name = Path.GetFileName(file) is "_gitignore" ? ".gitignore" : Path.GetFileName(file);
            File.WriteAllBytes(Path.Combine(to, name), File.ReadAllBytes(file));
        }
    }
}
