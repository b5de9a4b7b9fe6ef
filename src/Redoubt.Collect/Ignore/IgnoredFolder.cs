namespace Redoubt.Collect.Ignore;

/// <summary>Looks whether a folder that <c>.gitignore</c> names is worth telling: one of build output is not, one of manifests is.</summary>
internal static class IgnoredFolder
{
    // More files than these are not looked at, and more manifests than those not told one by one: the folder is told then.
    private const int MostLooked = 2_000;
    private const int MostTold = 50;

    private static readonly EnumerationOptions Options = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The manifests in it, by name from the folder on; null where there is too much to be looked through, or no access.</summary>
    public static List<string>? Manifests(string folder)
    {
        try
        {
            var manifests = new List<string>();
            var looked = 0;
            foreach (var file in Directory.EnumerateFiles(folder, "*", Options))
            {
                if (++looked > MostLooked || manifests.Count > MostTold)
                {
                    return null;
                }

                if (file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                {
                    manifests.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'));
                }
            }

            manifests.Sort(StringComparer.Ordinal);
            return manifests;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked into is told as a whole.
            return null;
        }
    }
}
