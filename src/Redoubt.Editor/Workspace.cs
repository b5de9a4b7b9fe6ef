using System.Text.Json.Nodes;
using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Editor.Protocol;
using Redoubt.Run;
using Redoubt.Run.Live;

namespace Redoubt.Editor;

/// <summary>The files of a folder: those that are open as the editor has them, the others as they are stored.</summary>
internal sealed class Workspace
{
    private readonly Dictionary<string, EditorText> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirty = new(StringComparer.Ordinal);
    private ILookup<string, Finding> _findings = Array.Empty<Finding>().ToLookup(finding => finding.Location.File);

    private Workspace(string root, LiveScan scan, ControlCatalog catalog) => (Root, Scan, Catalog) = (root, scan, catalog);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>What is found.</summary>
    public LiveScan Scan { get; }

    /// <summary>The controls that are asked.</summary>
    public ControlCatalog Catalog { get; }

    /// <summary>The files that are open.</summary>
    public IEnumerable<string> Open => _open.Keys;

    /// <summary>Reads a folder.</summary>
    /// <param name="root">The folder; empty for none.</param>
    /// <param name="problems">Takes what is wrong with the configuration.</param>
    public static Workspace Read(string root, ICollection<string> problems)
    {
        var configuration = Path.Combine(root, "redoubt.yaml");
        var scan = Run.Scan.Prepare(new ScanRequest { Paths = root.Length == 0 ? [] : [root], Configuration = TextFile.Exists(configuration) ? configuration : null }, problems);
        var workspace = new Workspace(root, scan.Live(), scan.Catalog);
        workspace.Index();
        return workspace;
    }

    /// <summary>The name of a file of the editor's; null for what is no file.</summary>
    public static string? FileOf(JsonNode? uri) =>
        uri is JsonValue value && value.TryGetValue<string>(out var text) && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IsFile ? address.LocalPath : null;

    /// <summary>The editor's name of a file.</summary>
    public static string UriOf(string file) => new Uri(file).AbsoluteUri;

    /// <summary>The text of an open file; null for one that is not.</summary>
    public EditorText? TextOf(string? file) => file is null ? null : _open.GetValueOrDefault(file);

    /// <summary>What is found in a file.</summary>
    public IEnumerable<Finding> FindingsOf(string file) => _findings[file];

    /// <summary>Takes the text that the editor has.</summary>
    public void Put(string file, EditorText text)
    {
        _open[file] = text;
        _dirty.Add(file);
    }

    /// <summary>A file is as it is stored again.</summary>
    public void Close(string file)
    {
        _open.Remove(file);
        _dirty.Add(file);
    }

    /// <summary>A file was changed by somebody else; what is open stays as the editor has it.</summary>
    public void Touch(string file)
    {
        if (!_open.ContainsKey(file))
        {
            _dirty.Add(file);
        }
    }

    /// <summary>Judges what changed. Whether anything did.</summary>
    public bool Judge()
    {
        if (_dirty.Count == 0)
        {
            return false;
        }

        foreach (var file in _dirty.Where(IsManifest))
        {
            Scan.Change(file, _open.TryGetValue(file, out var text) ? text.Text : TextFile.Exists(file) ? TextFile.Read(file, []) : null);
        }

        _dirty.Clear();
        Index();
        return true;
    }

    // A file that a scan of the folder would not have read is read only where it holds what it could read.
    private bool IsManifest(string file) => Scan.Read(file) is not null || Path.GetExtension(file) is ".yaml" or ".yml" or ".json";

    // Only of what somebody looks at: the others are many.
    private void Index() => _findings = Scan.Judgement.Findings.Where(finding => _open.ContainsKey(finding.Location.File) || finding.Copies.Any(copy => _open.ContainsKey(copy.File)))
        .SelectMany(finding => finding.AtEachPlace()).ToLookup(finding => finding.Location.File, StringComparer.Ordinal);
}
