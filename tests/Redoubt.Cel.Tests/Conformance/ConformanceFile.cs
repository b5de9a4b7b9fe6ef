namespace Redoubt.Cel.Tests.Conformance;

/// <summary>One <c>SimpleTest</c> of cel-spec's conformance suite.</summary>
internal sealed record ConformanceTest(string File, string Section, ProtoMessage Message)
{
    internal string Name => $"{File}/{Section}/{Message.Text("name")}";

    internal string Expression => Message.Text("expr");

    public override string ToString() => Name;
}

/// <summary>One file of the suite.</summary>
internal sealed record ConformanceFile(string Name, IReadOnlyList<ConformanceTest> Tests)
{
    /// <summary>Every <c>*.textproto</c> in the suite's folder, whatever it is called.</summary>
    internal static IEnumerable<ConformanceFile> ReadAll() =>
        Directory.GetFiles(Folder, "*.textproto").Order(StringComparer.Ordinal).Select(Read);

    private static ConformanceFile Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var root = TextProtoReader.Read(File.ReadAllText(path));
        var tests =
            from section in root.All("section")
            from test in section.Message!.All("test")
            select new ConformanceTest(name, section.Message!.Text("name"), test.Message!);
        return new ConformanceFile(name, [.. tests]);
    }

    private static string Folder =>
        Environment.GetEnvironmentVariable("REDOUBT_CEL_SUITE")
        ?? Path.Combine(Environment.GetEnvironmentVariable("REDOUBT_SHARED") ?? Path.Combine(Repository, "..", "shared"), "suites", "cel");

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Redoubt.slnx")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("no folder above holds Redoubt.slnx");
            }

            return folder.FullName;
        }
    }
}
