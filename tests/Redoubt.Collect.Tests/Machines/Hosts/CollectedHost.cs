using Redoubt.Collect.Machines;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>A machine that a test writes file by file, and the Host document that is collected from it.</summary>
internal sealed class CollectedHost : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");

    public TemporaryFolder Folder => _folder;

    /// <summary>All that was written.</summary>
    public string Text => NodeCollection.Collect(new NodeRequest(_folder.Path, new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero))).Text;

    /// <summary>The document as it is read again.</summary>
    public Node Root
    {
        get
        {
            var read = DocumentReader.Read("node.yaml", Text);
            Assert.Empty(read.Ledger);
            return read.Documents.Single(document => document.Kind.ToString() == "Host").Root;
        }
    }

    public CollectedHost With(string file, string text)
    {
        _folder.With(file, text);
        return this;
    }

    /// <summary>The elements of a list.</summary>
    public List<Node> Items(string field)
    {
        var items = new List<Node>();
        foreach (var item in Root[field].Items)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>Why a path is unknown; null if it is not.</summary>
    public string? WhyUnknown(string path) => Items("unknown").Where(entry => entry["path"].Is(path)).Select(entry => entry["reason"].AsString()).FirstOrDefault();

    public void Dispose() => _folder.Dispose();
}
