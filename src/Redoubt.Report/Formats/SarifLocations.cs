using System.Text.Json;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>Places in files, as SARIF writes them (3.29): the region only as far as it is known.</summary>
internal sealed class SarifLocations(Utf8JsonWriter json, FileUri files)
{
    /// <summary>Writes <c>physicalLocation</c>; what is 0 is not known.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line on which the place begins, from 1.</param>
    /// <param name="column">Where in it, from 1.</param>
    /// <param name="endLine">The line on which it ends.</param>
    /// <param name="endColumn">The column after its end.</param>
    /// <param name="source">The whole line as it may be shown; null for none. A place of several lines has none: what surrounds it must hold all of it (3.29.5).</param>
    public void Write(string file, int line, int column, int endLine = 0, int endColumn = 0, string? source = null)
    {
        json.WriteStartObject("physicalLocation");
        WriteArtifact(file);
        if (line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            WritePositive("startColumn", column);
            WritePositive("endLine", endLine);
            WritePositive("endColumn", endColumn);
            json.WriteEndObject();
            if (source is not null && (endLine == 0 || endLine == line))
            {
                json.WriteStartObject("contextRegion");
                json.WriteNumber("startLine", line);
                json.WriteStartObject("snippet");
                json.WriteString("text", source);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Writes <c>artifactLocation</c>.</summary>
    /// <param name="file">The file.</param>
    public void WriteArtifact(string file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", files.Of(file, out var absolute));
        if (!absolute)
        {
            json.WriteString("uriBaseId", "%SRCROOT%");
        }

        json.WriteEndObject();
    }

    private void WritePositive(string name, int number)
    {
        if (number > 0)
        {
            json.WriteNumber(name, number);
        }
    }
}
