using Redoubt.Catalog;

namespace Redoubt.Cli;

/// <summary>Finds and reads <c>redoubt.yaml</c>.</summary>
internal static class ConfigurationSource
{
    private const string Usual = "redoubt.yaml";

    /// <summary>The configuration of the file named, else of the usual file in this folder, else none.</summary>
    public static Configuration Read(string? file, ICollection<string> problems)
    {
        if (file is null && !File.Exists(Usual))
        {
            return Configuration.Empty;
        }

        file ??= Usual;
        if (TextFile.Read(file, problems) is not { } text)
        {
            return Configuration.Empty;
        }

        var configuration = Configuration.Read(file, text, out var wrong);
        foreach (var problem in wrong)
        {
            problems.Add(problem.ToString());
        }

        // Folders are meant from the file's own folder.
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return configuration with { Catalogs = [.. configuration.Catalogs.Select(path => Path.Combine(folder, path))] };
    }
}

/// <summary>A small text file of the user's own.</summary>
internal static class TextFile
{
    public static string? Read(string file, ICollection<string> problems)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: {e.Message}");
            return null;
        }
    }
}
