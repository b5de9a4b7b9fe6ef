using Redoubt.Collect.Machines;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Machines.Components;

/// <summary>A machine that a test writes file by file, and the Component documents that are collected from it.</summary>
internal sealed class CollectedNodeParts : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n").With("etc/passwd", "root:x:0:0::/root:/bin/sh\n").With("etc/group", "root:x:0:\n");

    /// <summary>The version of Kubernetes that is given; null for none.</summary>
    public string? Kubernetes { get; init; } = "1.33.4";

    /// <summary>All that was written.</summary>
    public string Text => NodeCollection.Collect(new NodeRequest(_folder.Path, new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero)) { Kubernetes = Kubernetes }).Text;

    public CollectedNodeParts With(string file, string text)
    {
        _folder.With(file, text);
        return this;
    }

    /// <summary>A process with its command line.</summary>
    public CollectedNodeParts Running(int id, params string[] words)
    {
        var name = words[0][(words[0].LastIndexOf('/') + 1)..];
        return With($"proc/{id}/cmdline", string.Join('\0', words) + "\0").With($"proc/{id}/comm", name[..Math.Min(15, name.Length)] + "\n").With($"proc/{id}/status", $"Name:\t{name}\nUid:\t0\t0\t0\t0\n");
    }

    /// <summary>The document of a component; no value if it was not found.</summary>
    public Node Part(string name)
    {
        var read = DocumentReader.Read("node.yaml", Text);
        Assert.Empty(read.Ledger);
        return read.Documents.Where(document => document.Kind.ToString() == "Component" && document.Root["name"].Is(name)).Select(document => document.Root).FirstOrDefault();
    }

    /// <summary>A setting in effect: its value, what gives it, and the line.</summary>
    public (string? Value, string? From, string? File, long Line) Setting(string part, string name)
    {
        var setting = Part(part)["settings"][name];
        return (setting["value"].AsString(), setting["from"].AsString(), setting["file"].AsString(), setting["line"].Int);
    }

    /// <summary>Its value alone.</summary>
    public string? Value(string part, string name) => Setting(part, name).Value;

    /// <summary>Why a path of a component's document is unknown; null if it is not.</summary>
    public string? WhyUnknown(string part, string path)
    {
        foreach (var entry in Part(part)["unknown"].Items)
        {
            if (entry["path"].Is(path))
            {
                return entry["reason"].AsString();
            }
        }

        return null;
    }

    public void Dispose() => _folder.Dispose();
}
