using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml;

/// <summary>Reads YAML and JSON as Kubernetes does, into a visitor.</summary>
public static class YamlReader
{
    /// <summary>Reads a whole file. Nothing in it throws: what cannot be read is a problem, and reading goes on with the next document.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="visitor">Receives the documents; a struct is called without indirection.</param>
    /// <param name="limits">How much to take; <see cref="YamlLimits.Default"/> if none are given.</param>
    /// <param name="cut">How the text becomes documents.</param>
    public static void Read<TVisitor>(YamlText text, ref TVisitor visitor, YamlLimits? limits = null, YamlCut cut = YamlCut.Kubectl)
        where TVisitor : IYamlVisitor, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(text);
        var work = Workspace.Rent();
        var reading = new Reading(text, work, limits ?? YamlLimits.Default);
        if (cut == YamlCut.Kubectl)
        {
            reading.ReadFile(ref visitor);
        }
        else
        {
            reading.ReadUncut(ref visitor, all: cut == YamlCut.Stream);
        }

        work.Return();
    }
}
