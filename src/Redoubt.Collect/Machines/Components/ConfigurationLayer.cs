using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Machines.Components;

/// <summary>One file of a component's configuration.</summary>
/// <param name="File">The file.</param>
/// <param name="Root">What it says; no value where that is not known, or it says nothing.</param>
/// <param name="Unknown">Why it is not known; null where it is.</param>
internal sealed record ConfigurationLayer(string File, Node Root, string? Unknown)
{
    /// <summary>Reads a file that something names: that it is not there is no answer then.</summary>
    /// <param name="root">What the component sees.</param>
    /// <param name="file">The file.</param>
    public static ConfigurationLayer Read(SeenRoot root, string file)
    {
        var text = root.Text(file);
        if (!text.Found(out var found))
        {
            return new ConfigurationLayer(file, default, $"{file}: {text.WhyNot}");
        }

        var problems = new List<FilePlace>();
        var documents = ValueReader.Read(file, found, problems);
        return problems.Count > 0 ? new ConfigurationLayer(file, default, problems[0].ToString())
            : documents.Count > 1 ? new ConfigurationLayer(file, default, $"{file}: it has {documents.Count} documents, where one is read")
            : new ConfigurationLayer(file, documents.Count == 0 ? default : documents[0], null);
    }

    /// <summary>
    /// The files of the kubelet's directory of drop-ins: walked with its directories in the order of the paths, <c>.conf</c> only, the later the stronger
    /// (kubernetes.io, "Set kubelet parameters via a configuration file").
    /// </summary>
    /// <param name="root">What the kubelet sees.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="limits">How much is read.</param>
    public static IReadOnlyList<ConfigurationLayer> ReadDirectory(SeenRoot root, string directory, NodeLimits limits)
    {
        var layers = new List<ConfigurationLayer>();
        var files = root.Walk(directory, limits.IncludedFiles, out var unknown);
        foreach (var file in files.Where(file => file.EndsWith(".conf", StringComparison.Ordinal)))
        {
            layers.Add(Read(root, file));
        }

        if (unknown is not null)
        {
            layers.Add(new ConfigurationLayer(directory, default, unknown));
        }

        return layers;
    }

    /// <summary>What the file says of a setting, as its program reads it; null where it says nothing.</summary>
    /// <param name="setting">The setting.</param>
    public SettingValue? Of(SettingFact setting)
    {
        var value = setting.Field is { } field ? Root.AtPath(field) : default;
        var text = value.Kind switch
        {
            NodeKind.List => string.Join(',', value.AllItems().Select(item => item.ScalarText() ?? "")),
            NodeKind.Map => string.Join(',', value.AllFields().Select(one => $"{one.Key}={one.ScalarText()}")),
            _ => value.ScalarText(),
        };
        var canonical = text is null ? null : SettingText.Canonical(setting.Type, text);
        return canonical is null || (setting.EmptyIsAbsent && canonical is ("" or "0s")) ? null : new SettingValue("file", canonical, File, value.Line);
    }
}
