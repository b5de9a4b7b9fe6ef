using Redoubt.Catalog;
using Redoubt.Collect;

namespace Redoubt.Run;

/// <summary>Finds and reads <c>redoubt.yaml</c>.</summary>
public static class ConfigurationSource
{
    private const string Usual = "redoubt.yaml";

    /// <summary>The configuration of the file named, else of the usual file in this folder, else none.</summary>
    /// <param name="file">The file; null for the usual one.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Configuration Read(string? file, ICollection<string> problems)
    {
        if (file is null && !TextFile.Exists(Usual))
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
