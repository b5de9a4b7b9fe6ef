namespace Redoubt.Report.Tests.Samples;

/// <summary>Compares a text with a file of <c>Goldens</c>. <c>REDOUBT_ACCEPT=1</c> rewrites the file instead.</summary>
internal static class Golden
{
    private static readonly string Folder = Repository.File("tests/Redoubt.Report.Tests/Goldens");

    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"no golden {name}: run the tests with REDOUBT_ACCEPT=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
