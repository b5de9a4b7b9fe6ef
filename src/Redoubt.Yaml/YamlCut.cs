namespace Redoubt.Yaml;

/// <summary>How a text becomes documents.</summary>
public enum YamlCut : byte
{
    /// <summary>As <c>kubectl -f FILE</c> does: JSON first, else cut at lines that start with <c>---</c>, one document of each chunk.</summary>
    Kubectl,

    /// <summary>The first document of the uncut text, as the API server reads a YAML body.</summary>
    First,

    /// <summary>Every document of the uncut text, as the YAML specification has it.</summary>
    Stream,
}
