using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests;

/// <summary>Reads what a test gives.</summary>
internal static class Given
{
    public static ReadResult File(string text, ReadOptions? options = null) => DocumentReader.Read("given.yaml", text, options);

    /// <summary>The one document of a text without problems.</summary>
    public static Document Document(string text)
    {
        var read = File(text);
        Assert.Empty(read.Problems);
        return Assert.Single(read.Documents);
    }

    public static Platform Platform(string text, ReadOptions? options = null, Scope? scope = null) =>
        new PlatformBuilder { Scope = scope }.AddRange(File(text, options).Documents).Build();

    /// <summary>Any value, of whatever shape.</summary>
    public static Node Value(string text)
    {
        var problems = new List<FilePlace>();
        var value = Assert.Single(ValueReader.Read("given.yaml", text, problems));
        Assert.Empty(problems);
        return value;
    }

    public static Workload Workload(string text)
    {
        Assert.True(PodTemplates.Default.TryGet(Document(text), out var workload));
        return workload;
    }

    /// <summary>The value at a path of a document.</summary>
    public static Node At(this Node from, string path)
    {
        Assert.True(NodePath.TryParse(path, out var parsed), path);
        Assert.True(parsed.TryResolve(from, out var found), path);
        return found;
    }
}
