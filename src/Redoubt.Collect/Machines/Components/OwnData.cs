using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Machines.Components;

/// <summary>Data files of the program itself, which are YAML.</summary>
internal static class OwnData
{
    /// <summary>The one document of a file.</summary>
    public static Node Read(string name)
    {
        using var stream = typeof(OwnData).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var problems = new List<FilePlace>();
        return ValueReader.ReadStrict(name, reader.ReadToEnd(), problems) is [var root] && problems.Count == 0
            ? root
            : throw new InvalidDataException(problems.Count > 0 ? problems[0].ToString() : $"{name}: it is not one document");
    }
}
