using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Redoubt.EndToEnd;

/// <summary>A folder of charts and overlays, and what a scan of it with the real tools says.</summary>
internal sealed class RenderedScan : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("redoubt").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public RenderedScan With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this;
    }

    /// <summary>A chart with one template.</summary>
    public RenderedScan WithChart(string folder, string template, string values = "", string more = "") =>
        With($"{folder}/Chart.yaml", $"apiVersion: v2\nname: {Path.GetFileName(folder)}\nversion: 0.1.0\n{more}")
            .With($"{folder}/values.yaml", values).With($"{folder}/templates/main.yaml", template);

    /// <summary>A packaged chart with one template.</summary>
    public RenderedScan WithArchive(string file, string chart, string template, string values = "")
    {
        using var packed = new RenderedScan().WithChart(chart, template, values);
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        using var archive = File.Create(this[file]);
        using var zip = new GZipStream(archive, CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(packed.Folder, zip, includeBaseDirectory: false);
        return this;
    }

    public Run Run(params string[] arguments) => RedoubtProgram.RunWith(RealTools.Environment, ["scan", Folder, .. arguments]);

    public Report Report(params string[] arguments)
    {
        var run = Run(["--format", "json", .. arguments]);
        return new Report(JsonDocument.Parse(run.Output).RootElement, run.ExitCode, Folder);
    }
}

/// <summary>A report in JSON, with files named from the folder on.</summary>
internal sealed record Report(JsonElement Root, int ExitCode, string Folder)
{
    public IEnumerable<JsonElement> Of(string control) =>
        Root.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("control").GetString() == control);

    /// <summary>Where a control found something: <c>file:line:column</c>, 0 for what is not known.</summary>
    public IEnumerable<string> Places(string control) => Of(control).Select(finding => finding.GetProperty("location"))
        .Select(place => $"{Relative(place.GetProperty("file"))}:{place.GetProperty("line")}:{place.GetProperty("column")}");

    /// <summary>The keys of values of a control's findings.</summary>
    public IEnumerable<string> Keys(string control) => Of(control)
        .SelectMany(finding => finding.GetProperty("location").GetProperty("rendered").GetProperty("values").EnumerateArray())
        .Select(key => $"{Relative(key.GetProperty("file"))}:{key.GetProperty("line")}: {key.GetProperty("key")}");

    public IEnumerable<string> Inputs(string control) => Of(control)
        .SelectMany(finding => finding.GetProperty("location").GetProperty("rendered").GetProperty("inputs").EnumerateArray()).Select(Relative);

    public IEnumerable<string> Errors => Root.GetProperty("errors").EnumerateArray()
        .Select(error => $"{Relative(error.GetProperty("file"))}:{error.GetProperty("line")}:{error.GetProperty("column")}: {error.GetProperty("reason")}");

    /// <summary>What the ledger says under a code, as <c>not-rendered</c>.</summary>
    public IEnumerable<string> Told(string code) => Root.GetProperty("inputs").GetProperty("ledger").EnumerateArray()
        .Where(entry => entry.GetProperty("code").GetString() == code).Select(entry => entry.GetProperty("reason").GetString()!);

    public int Documents => Root.GetProperty("inputs").GetProperty("documents").GetInt32();

    private string Relative(JsonElement file) => Path.GetRelativePath(Folder, file.GetString()!).Replace('\\', '/');
}
