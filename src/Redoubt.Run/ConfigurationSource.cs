using Redoubt.Catalog;
using Redoubt.Catalog.Owners;
using Redoubt.Collect;
using Redoubt.Evidence.Read;

namespace Redoubt.Run;

/// <summary>Finds and reads <c>redoubt.yaml</c>.</summary>
public static class ConfigurationSource
{
    private const string Usual = "redoubt.yaml";
    private const string ExceptionFolder = "exceptions";

    /// <summary>The configuration of the file named, else of the usual file in this folder, else none.</summary>
    /// <param name="file">The file; null for the usual one.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Configuration Read(string? file, ICollection<string> problems)
    {
        if (file is null && !TextFile.Exists(Usual))
        {
            return WithCodeOwners(Configuration.Empty, FolderOf(null), problems);
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
        return WithCodeOwners(WithExceptions(configuration, Path.GetDirectoryName(file)!, problems), folder, problems) with { Catalogs = [.. configuration.Catalogs.Select(path => Path.Combine(folder, path))] };
    }

    /// <summary>The folder of the configuration, from which its patterns of files are meant.</summary>
    /// <param name="file">The file; null for the usual one in this folder.</param>
    public static string FolderOf(string? file) => Path.GetDirectoryName(Path.GetFullPath(file ?? Usual))!;

    private static Configuration WithCodeOwners(Configuration configuration, string folder, ICollection<string> problems)
    {
        var file = CodeOwners.Places.Select(place => Path.Combine(folder, place)).FirstOrDefault(TextFile.Exists);
        return file is not null && TextFile.Read(file, problems) is { } text
            ? configuration with { Owners = configuration.Owners with { Files = CodeOwners.Read(text) } }
            : configuration;
    }

    // They stand in files of their own so that others than those who own the configuration can own them.
    private static Configuration WithExceptions(Configuration configuration, string folder, ICollection<string> problems)
    {
        var exceptions = Path.Combine(folder, ExceptionFolder);
        if (!TextFile.IsFolder(exceptions))
        {
            return configuration;
        }

        foreach (var file in TextFile.Below(exceptions, "*.yaml", problems))
        {
            if (TextFile.Read(file, problems) is { } text)
            {
                var wrong = new List<FilePlace>();
                configuration = configuration.WithExceptions(file, text, wrong);
                wrong.ForEach(problem => problems.Add(problem.ToString()));
            }
        }

        return configuration;
    }
}
