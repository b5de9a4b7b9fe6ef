namespace Redoubt.ApiServer.Tests;

/// <summary>Lists of what does not agree yet: a name and its reason in each line.</summary>
internal static class Waiting
{
    public static HashSet<string> Read(string file) => File.ReadLines(Path.Combine(TestFolders.Root, "tests", "Redoubt.ApiServer.Tests", file))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
}
