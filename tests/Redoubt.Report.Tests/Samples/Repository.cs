namespace Redoubt.Report.Tests.Samples;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string File(string path) => Path.Combine(TestFolders.Root, path);
}
