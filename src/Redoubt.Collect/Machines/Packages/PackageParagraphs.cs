namespace Redoubt.Collect.Machines.Packages;

/// <summary>Databases that are text: a paragraph a package, a line a field.</summary>
internal static class PackageParagraphs
{
    /// <summary>The packages of dpkg (deb-control(5)); one that was removed stays in the file with another status.</summary>
    public static IEnumerable<InstalledPackage> Dpkg(string text)
    {
        foreach (var fields in Of(text, ": "))
        {
            // Status: what is wanted, whether it is whole, what is there. Images without dpkg have no Status.
            if (fields.TryGetValue("Package", out var name) && fields.TryGetValue("Version", out var version)
                && (!fields.TryGetValue("Status", out var status) || status.EndsWith(" installed", StringComparison.Ordinal)))
            {
                // Source: openssl (3.0.17-1), where it has another name or version than the package.
                var source = fields.GetValueOrDefault("Source", name).Split(' ', 2);
                yield return new InstalledPackage("deb", name, version, fields.GetValueOrDefault("Architecture"), source[0], source.Length > 1 ? source[1].Trim('(', ')') : version);
            }
        }
    }

    /// <summary>The packages of apk. One letter for each field: P name, V version, A architecture, o origin.</summary>
    public static IEnumerable<InstalledPackage> Apk(string text) =>
        from fields in Of(text, ":")
        where fields.ContainsKey("P") && fields.ContainsKey("V")
        select new InstalledPackage("apk", fields["P"], fields["V"], fields.GetValueOrDefault("A"), fields.GetValueOrDefault("o", fields["P"]), fields["V"]);

    private static IEnumerable<Dictionary<string, string>> Of(string text, string separator)
    {
        var fields = new Dictionary<string, string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0)
            {
                yield return fields;
                fields = [];
            }
            else if (line[0] is not (' ' or '\t') && line.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at)
            {
                fields.TryAdd(line[..at], line[(at + separator.Length)..].Trim());
            }
        }

        yield return fields;
    }
}
