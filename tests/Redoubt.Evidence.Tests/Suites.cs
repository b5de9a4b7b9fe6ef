namespace Redoubt.Evidence.Tests;

/// <summary>Where the data lies that is not part of the repository.</summary>
internal static class Suites
{
    public static string Root { get; } = FindRoot();

    public static string Shared { get; } = Folder("REDOUBT_SHARED", Path.Combine(Root, "..", "shared"));

    public static string Yaml { get; } = Folder("REDOUBT_YAML_SUITE", Path.Combine(Shared, "suites", "yaml"));

    public static string Inputs { get; } = Path.Combine(Shared, "inputs");

    private static string Folder(string variable, string otherwise) =>
        Path.GetFullPath(Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : otherwise);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Redoubt.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        return folder.FullName;
    }
}
