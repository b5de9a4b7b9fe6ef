namespace Redoubt.Testing;

/// <summary>Where the tests find the repository, and the data that is not part of it.</summary>
public static class TestFolders
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Real manifests and conformance suites: <c>REDOUBT_SHARED</c>, else the folder <c>shared</c> beside the repository.</summary>
    public static string Shared { get; } = Folder("REDOUBT_SHARED", Path.Combine(Root, "..", "shared"));

    /// <summary>Real manifests and charts.</summary>
    public static string Inputs { get; } = Path.Combine(Shared, "inputs");

    /// <summary>A suite's folder.</summary>
    /// <param name="variable">The variable of the environment that names another folder.</param>
    /// <param name="name">The suite's folder in <see cref="Shared"/>.</param>
    public static string Suite(string variable, string name) => Folder(variable, Path.Combine(Shared, "suites", name));

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
