using Redoubt.Collect.Machines;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Machines.Engines;

/// <summary>A machine that a test writes file by file, and the document of one of its engines.</summary>
/// <param name="engine">The engine's name, as <c>docker</c>.</param>
internal sealed class CollectedEngine(string engine) : IDisposable
{
    private NodeLimits _limits = NodeLimits.Default;

    public TemporaryFolder Folder { get; } = new TemporaryFolder().With("etc/hostname", "node-1\n").With("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n").With("etc/group", "root:x:0:\ndocker:x:999:anna\n");

    /// <summary>All that was written.</summary>
    public string Text => NodeCollection.Collect(new NodeRequest(Folder.Path, new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero)) { Limits = _limits }).Text;

    /// <summary>The document as it is read again.</summary>
    public Node Root
    {
        get
        {
            var read = DocumentReader.Read("node.yaml", Text);
            Assert.Empty(read.Ledger);
            return read.Documents.Single(document => document.Kind.ToString() == "ContainerEngine" && document.Root["name"].Is(engine)).Root;
        }
    }

    public CollectedEngine With(string file, string text)
    {
        Folder.With(file, text);
        return this;
    }

    public CollectedEngine WithLimits(Func<NodeLimits, NodeLimits> change)
    {
        _limits = change(_limits);
        return this;
    }

    /// <summary>A container of Docker on its disk.</summary>
    public CollectedEngine WithContainer(string id, string container, string host) =>
        With($"var/lib/docker/containers/{id}/config.v2.json", container).With($"var/lib/docker/containers/{id}/hostconfig.json", host);

    /// <summary>A process that runs a program with arguments.</summary>
    public CollectedEngine Running(int id, string program, params string[] arguments)
    {
        Folder.With($"proc/{id}/cmdline", string.Join('\0', arguments.Prepend(program)) + "\0").With($"proc/{id}/comm", program.Split('/')[^1] + "\n")
            .With($"proc/{id}/status", $"Name:\t{program.Split('/')[^1]}\nPPid:\t1\nUid:\t0\t0\t0\t0\n");
        return this;
    }

    /// <summary>A setting: its value, how it was found, the file and the line.</summary>
    public (string? Value, string? From, string? File, int Line) Setting(string name)
    {
        var setting = Root["settings"][name];
        return (setting["value"].AsString(), setting["from"].AsString(), setting["file"].AsString(), setting["line"].Exists ? (int)setting["line"].Int : 0);
    }

    /// <summary>Why a path is unknown; null if it is not.</summary>
    public string? WhyUnknown(string path) => Items(Root["unknown"]).Where(entry => entry["path"].Is(path)).Select(entry => entry["reason"].AsString()).FirstOrDefault();

    /// <summary>The elements of a list.</summary>
    public static List<Node> Items(Node list)
    {
        var items = new List<Node>();
        foreach (var item in list.Items)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>The texts of a list.</summary>
    public static IEnumerable<string> Texts(Node list) => Items(list).Select(item => item.AsString() ?? "");

    public void Dispose() => Folder.Dispose();
}
