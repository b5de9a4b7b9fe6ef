namespace Redoubt.EndToEnd;

/// <summary>Outputs that are kept; REDOUBT_ACCEPT=1 writes them anew.</summary>
internal static class Golden
{
    public static void Check(string name, string actual)
    {
        var file = Path.Combine(RedoubtProgram.Root, "tests", "Redoubt.EndToEnd", "Goldens", name);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }
}
