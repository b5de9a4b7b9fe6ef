namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>The time zones that an API server knows: those of the IANA database, whatever machine this runs on.</summary>
internal static class TimeZones
{
    private static readonly Lazy<HashSet<string>> Names = new(Read);

    /// <summary>Whether there is a zone of exactly this name.</summary>
    public static bool IsKnown(string name) => Names.Value.Contains(name);

    private static HashSet<string> Read()
    {
        using var stream = typeof(TimeZones).Assembly.GetManifestResourceStream("time-zones.txt")
            ?? throw new InvalidOperationException("the program was built without `time-zones.txt`");
        using var reader = new StreamReader(stream);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                names.Add(line);
            }
        }

        return names;
    }
}
